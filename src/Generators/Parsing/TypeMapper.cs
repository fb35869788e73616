using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Finds the codec, the patch type and the fields of each type, and collects the plain types whose codecs must be emitted.</summary>
internal sealed class TypeMapper(ParseContext context)
{
    private readonly Dictionary<(ITypeSymbol Type, INamedTypeSymbol? Converter), MappedType?> _memo = new(MappedTypeComparer.Instance);
    private readonly HashSet<string> _known = [];

    /// <summary>Plain types that were met and not yet parsed.</summary>
    public Queue<PlainType> Pending { get; } = new();

    /// <summary>Codec, patch types and fields of a type; null when it has none.</summary>
    public MappedType? Map(ITypeSymbol type, INamedTypeSymbol? converter = null)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        if (_memo.TryGetValue((type, converter), out var mapped))
            return mapped;

        mapped = Resolve(type, converter);
        _memo[(type, converter)] = mapped;
        return mapped;
    }

    private MappedType? Resolve(ITypeSymbol type, INamedTypeSymbol? converter)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            if (converter is not null && converter.Name != "JsonStringEnumConverter" && Converted(type, converter) is { } whole
                && whole.Type.Codec.Contains("ConverterCodec"))
            {
                return whole;
            }

            var value = nullable.TypeArguments[0];
            if (Map(value, converter) is not { } inner)
                return null;

            var codec = $"{CollectionTypes.Runtime}NullableCodec<{Names.Of(value)}, {inner.Type.Codec}>";
            return inner.Field.Node is { } node
                ? inner with
                {
                    Type = TypeOf(type, codec),
                    Patch = inner.OptionalPatch,
                    Field = inner.Field with { Type = TypeOf(type, codec), Node = node with { IsNullable = true } },
                }
                : Scalar(type, codec, ScalarTypes.IsCounter(value));
        }

        if (converter is not null && converter.Name != "JsonStringEnumConverter")
            return Converted(type, converter);

        if (type.TypeKind == TypeKind.Enum)
            return EnumCodec((INamedTypeSymbol)type, converter) is { } codec ? Scalar(type, codec) : null;

        // What is left of converters is the one for enums.
        if (converter is not null)
            return null;

        if (ScalarTypes.CodecOf(type) is { } scalar)
            return Scalar(type, scalar, ScalarTypes.IsCounter(type));

        return type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => Array(array),
            INamedTypeSymbol named => Named(named),
            _ => null,
        };
    }

    private MappedType? Array(IArrayTypeSymbol array) =>
        array.ElementType.SpecialType == SpecialType.System_Byte
            ? Scalar(array, CollectionTypes.Runtime + "BytesCodec")
            : Sequence(array, array.ElementType, CollectionTypes.Runtime + "ArrayCodec<{1}, {2}>");

    private MappedType? Named(INamedTypeSymbol type)
    {
        var name = ScalarTypes.FullName(type);
        if (name is "System.Memory`1" or "System.ReadOnlyMemory`1" && type.TypeArguments[0].SpecialType == SpecialType.System_Byte)
            return Scalar(type, CollectionTypes.Runtime + (name == "System.Memory`1" ? "MemoryCodec" : "ReadOnlyMemoryCodec"));

        if (CollectionTypes.SequenceFormat(name) is { } sequence)
            return Sequence(type, type.TypeArguments[0], sequence);
        if (CollectionTypes.MapFormat(name) is { } map)
            return Map(type, type.TypeArguments[0], type.TypeArguments[1], map);

        if (DomTypes.CodecOf(type) is { } dom)
            return Scalar(type, dom);
        if (context.JsonOf(type).Converter is { } converter)
            return Converted(type, converter);

        if (!IsFromFramework(type) && context.JsonOf(type).IsPolymorphic)
            return Plain(type, PlainKind.Polymorphic);

        return Filled(type) ?? (IsPlain(type) && !type.IsAbstract ? Plain(type, PlainKind.Object) : null);
    }

    /// <summary>The codec for instances of exactly this type, even where the JSON of its declared type tells several apart.</summary>
    public string? OwnCodecOf(INamedTypeSymbol type)
    {
        if (!IsPlain(type))
            return null;

        var kind = context.JsonOf(type).IsPolymorphic ? PlainKind.Own : PlainKind.Object;
        return Plain(type, kind)?.Type.Codec;
    }

    /// <summary>A type that a converter writes and reads, when the converter is for that type and can be made by generated code.</summary>
    private MappedType? Converted(ITypeSymbol type, INamedTypeSymbol converter)
    {
        if (converter.IsAbstract || converter.IsUnboundGenericType
            || !context.Compilation.IsSymbolAccessibleWithin(converter, context.Compilation.Assembly)
            || !converter.InstanceConstructors.Any(static c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public))
        {
            return null;
        }

        for (var t = converter.BaseType; t is not null; t = t.BaseType)
        {
            if (t.Name == "JsonConverterFactory")
                return Scalar(type, $"{CollectionTypes.Runtime}FactoryCodec<{Names.WithoutNull(type)}, {Names.Of(converter)}>");
            if (t is { Name: "JsonConverter", TypeArguments: [var target] })
            {
                return SymbolEqualityComparer.Default.Equals(target, type)
                    ? Scalar(type, $"{CollectionTypes.Runtime}ConverterCodec<{Names.WithoutNull(type)}, {Names.Of(converter)}>")
                    : null;
            }
        }

        return null;
    }

    /// <summary>Collections of other origin that are made empty and filled.</summary>
    private MappedType? Filled(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsAbstract || IsFromFramework(type)
            || !type.InstanceConstructors.Any(static c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public))
        {
            return null;
        }

        var interfaces = type.AllInterfaces;
        if (interfaces.FirstOrDefault(static i => ScalarTypes.FullName(i) == "System.Collections.Generic.IDictionary`2") is { } map)
            return Map(type, map.TypeArguments[0], map.TypeArguments[1], CollectionTypes.Runtime + "MapCodec<{0}, {1}, {2}, {3}, {4}>");
        const SpecialType Collection = SpecialType.System_Collections_Generic_ICollection_T;
        return interfaces.FirstOrDefault(static i => i.OriginalDefinition.SpecialType == Collection) is { } list
            ? Sequence(type, list.TypeArguments[0], CollectionTypes.Runtime + "CollectionCodec<{0}, {1}, {2}>")
            : null;
    }

    private MappedType? Sequence(ITypeSymbol type, ITypeSymbol element, string format)
    {
        if (Map(element) is not { } item)
            return null;

        var name = Names.WithoutNull(type);
        var codec = string.Format(format, name, item.Type.Name, item.Type.Codec);
        var arguments = $"<{Names.Of(type)}, {codec}, {item.Type.Name}, {item.Type.Codec}, {item.OptionalPatch}>";
        var field = new FieldModel(FieldKind.List, TypeOf(type, codec), Item: item.Field);
        return Mapped(field, "ListField" + arguments, "OptionalListField" + arguments);
    }

    private MappedType? Map(INamedTypeSymbol type, ITypeSymbol key, ITypeSymbol valueType, string format)
    {
        var keyCodec = key.TypeKind == TypeKind.Enum ? EnumKeyCodec((INamedTypeSymbol)key) : ScalarTypes.KeyCodecOf(key);
        if (keyCodec is null || Map(valueType) is not { } value)
            return null;

        var keyName = Names.Of(key);
        var codec = string.Format(format, Names.WithoutNull(type), keyName, value.Type.Name, keyCodec, value.Type.Codec);
        var arguments = $"<{Names.Of(type)}, {codec}, {keyName}, {keyCodec}, {value.OptionalPatch}>";
        var field = new FieldModel(FieldKind.Map, TypeOf(type, codec), Key: new KeyTypeModel(keyName, keyCodec), Item: value.Field);
        return Mapped(field, "DictionaryField" + arguments, "OptionalDictionaryField" + arguments);
    }

    private MappedType? Plain(INamedTypeSymbol type, PlainKind kind)
    {
        var bare = (INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (PlaceOf(bare) is not { } place)
            return null;

        var id = Names.Unique(bare) + (kind == PlainKind.Own ? "_Own" : "");
        var plain = new PlainType(bare, id, PathNameOf(bare), place, VisibilityOf(bare), kind);
        if (_known.Add(id))
            Pending.Enqueue(plain);

        if (kind == PlainKind.Own)
            return Scalar(type, $"{Prefix(place)}{id}Codec");

        var space = Names.NamespaceInCode(bare);
        var prefix = space.Length == 0 ? "global::" : $"global::{space}.";
        var model = TypeOf(type, $"{Prefix(place)}{id}Codec");
        return new MappedType(
            model,
            prefix + plain.PathName + "Patch",
            prefix + "Optional" + plain.PathName + "Patch",
            new FieldModel(FieldKind.Object, model, new NodeModel(prefix, plain.PathName + "Fields")));
    }

    private string? EnumCodec(INamedTypeSymbol type, INamedTypeSymbol? converter)
    {
        converter ??= context.JsonOf(type).Converter;
        if (converter is not null && converter.Name != "JsonStringEnumConverter")
            return Converted(type, converter)?.Type.Codec;
        if (converter is not null)
            return NamedEnum(type, "");

        var number = type.EnumUnderlyingType!;
        return $"{CollectionTypes.Runtime}EnumNumberCodec<{Names.Of(type)}, {Names.Of(number)}, {ScalarTypes.CodecOf(number)}>";
    }

    private string? EnumKeyCodec(INamedTypeSymbol type) => NamedEnum(type, "Key");

    private string? NamedEnum(INamedTypeSymbol type, string kind)
    {
        if (PlaceOf(type) is not { } place)
            return null;

        var id = Names.Unique(type);
        if (_known.Add(id))
            Pending.Enqueue(new PlainType(type, id, "", place, VisibilityOf(type), PlainKind.Enum));
        return $"{CollectionTypes.Runtime}NamedEnum{kind}Codec<{Names.Of(type)}, {Prefix(place)}{id}Names>";
    }

    /// <summary>Where the codec of a type goes; null when there is no place from which it can be seen.</summary>
    private PlaceModel? PlaceOf(INamedTypeSymbol type)
    {
        if (context.Compilation.IsSymbolAccessibleWithin(type, context.Compilation.Assembly))
            return new PlaceModel(context.CodecNamespace, EquatableArray<PartialModel>.Empty);

        var isPlain = type is { Arity: 0, ContainingType: not null };
        for (var t = type.ContainingType; t is not null; t = t.ContainingType)
            isPlain &= t.Arity == 0 && Declarations.IsPartial(t, context.CancellationToken);
        return isPlain ? new PlaceModel(Names.NamespaceInCode(type), Declarations.ContainersOf(type)) : null;
    }

    private static string Prefix(PlaceModel place) =>
        "global::"
        + (place.Namespace.Length > 0 ? place.Namespace + "." : "")
        + string.Concat(place.Containers.Select(static c => c.Name + "."));

    private static MappedType Scalar(ITypeSymbol type, string codec, bool isCounter = false)
    {
        var kind = isCounter ? "Number" : "Value";
        var arguments = $"<{Names.Of(type)}, {codec}>";
        var field = new FieldModel(FieldKind.Value, TypeOf(type, codec));
        return Mapped(field, kind + "Field" + arguments, "Optional" + kind + "Field" + arguments);
    }

    private static MappedType Mapped(FieldModel field, string patch, string optionalPatch) =>
        new(field.Type, CollectionTypes.Runtime + patch, CollectionTypes.Runtime + optionalPatch, field);

    private static TypeModel TypeOf(ITypeSymbol type, string codec) => new(Names.Of(type), codec, AllowsNull(type));

    private static bool AllowsNull(ITypeSymbol type) =>
        type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>A class, record or struct that is described by its members alone.</summary>
    private static bool IsPlain(INamedTypeSymbol type)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsStatic || type.IsRefLikeType || type.IsTupleType
            || type.IsUnboundGenericType || type.IsFileLocal || type.SpecialType != SpecialType.None)
        {
            return false;
        }

        return !IsFromFramework(type) && !type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerable);
    }

    /// <summary>Types of the framework and of the runtime have meanings that their members do not tell.</summary>
    public static bool IsFromFramework(INamedTypeSymbol type)
    {
        if (!type.Locations.Any(static l => l.IsInMetadata))
            return false;

        var space = Names.Namespace(type);
        return space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || type.ContainingAssembly?.Name == "Settee";
    }

    private static Visibility VisibilityOf(INamedTypeSymbol type)
    {
        var visibility = Declarations.VisibilityOf(type);
        foreach (var argument in type.TypeArguments)
        {
            var own = argument is INamedTypeSymbol named ? VisibilityOf(named) : Visibility.Public;
            visibility = own < visibility ? own : visibility;
        }

        return visibility;
    }

    /// <summary>What the names of a type's patch and field types begin with.</summary>
    public string PathNameOf(INamedTypeSymbol type)
    {
        var name = Names.Joined(type);
        foreach (var argument in type.TypeArguments)
            name += "Of" + (argument is INamedTypeSymbol named ? Names.Joined(named) : argument.Name);
        // A document has a patch type of its own; as a part of another document it needs a second one.
        var attribute = context.Known.DocumentAttribute;
        var isDocument = type.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));
        return Names.Identifier(name) + (isDocument ? "Part" : "");
    }
}

/// <summary>A type with its codec, and what a member that has it is in patches and among the fields.</summary>
internal sealed record MappedType(TypeModel Type, string Patch, string OptionalPatch, FieldModel Field);

/// <summary>A type whose codec must be emitted.</summary>
internal sealed record PlainType(
    INamedTypeSymbol Symbol, string Id, string PathName, PlaceModel Place, Visibility Visibility, PlainKind Kind);

internal enum PlainKind
{
    Enum,

    Object,

    /// <summary>A type whose JSON tells several types apart.</summary>
    Polymorphic,

    /// <summary>The instances of exactly such a type.</summary>
    Own,
}

internal sealed class MappedTypeComparer : IEqualityComparer<(ITypeSymbol Type, INamedTypeSymbol? Converter)>
{
    public static readonly MappedTypeComparer Instance = new();

    public bool Equals((ITypeSymbol Type, INamedTypeSymbol? Converter) x, (ITypeSymbol Type, INamedTypeSymbol? Converter) y) =>
        SymbolEqualityComparer.IncludeNullability.Equals(x.Type, y.Type)
        && SymbolEqualityComparer.Default.Equals(x.Converter, y.Converter);

    public int GetHashCode((ITypeSymbol Type, INamedTypeSymbol? Converter) obj) => SymbolEqualityComparer.Default.GetHashCode(obj.Type);
}
