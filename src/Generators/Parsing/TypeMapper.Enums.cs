using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

internal sealed partial class TypeMapper
{
    private string? EnumCodec(INamedTypeSymbol type, INamedTypeSymbol? converter)
    {
        converter ??= context.JsonOf(type).Converter;
        if (converter is not null && converter.Name != "JsonStringEnumConverter")
            return Converted(type, converter)?.Type.Codec;
        if (converter is not null || context.Conventions.EnumsByName)
            return NamedEnum(type, "NamedEnumCodec<{0}, {1}>");

        var number = type.EnumUnderlyingType!;
        return $"{CollectionTypes.Runtime}EnumNumberCodec<{Names.Of(type)}, {Names.Of(number)}, {ScalarTypes.CodecOf(number)}>";
    }

    /// <summary>Codec of a type as the key of a dictionary, with the policy that is for strings and names of enums.</summary>
    private string? KeyCodecOf(ITypeSymbol key)
    {
        var policy = context.Conventions.KeyNaming == NamingPolicy.None
            ? null
            : $"{CollectionTypes.Runtime}{context.Conventions.KeyNaming}Keys";
        if (key.TypeKind == TypeKind.Enum)
            return NamedEnum((INamedTypeSymbol)key, policy is null ? "NamedEnumKeyCodec<{0}, {1}>" : $"RenamedEnumKeyCodec<{{0}}, {{1}}, {policy}>");

        return policy is not null && key.SpecialType == SpecialType.System_String
            ? $"{CollectionTypes.Runtime}RenamedKeyCodec<{policy}>"
            : ScalarTypes.KeyCodecOf(key) ?? ConverterKeyCodec(key);
    }

    private string? NamedEnum(INamedTypeSymbol type, string format)
    {
        if (PlaceOf(type) is not { } place)
            return null;

        var id = Names.Unique(type);
        if (_known.Add(id))
            Pending.Enqueue(new PlainType(type, id, PathNamespace: "", PathName: "", place, VisibilityOf(type), PlainKind.Enum));
        return CollectionTypes.Runtime + string.Format(format, Names.Of(type), $"{Prefix(place)}{id}Names");
    }
}
