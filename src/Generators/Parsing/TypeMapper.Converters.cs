using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

internal sealed partial class TypeMapper
{
    /// <summary>Codecs that the assembly names for types, with the types.</summary>
    private readonly Dictionary<ITypeSymbol, INamedTypeSymbol> _witnesses = new(SymbolEqualityComparer.Default);

    /// <summary>Contexts of System.Text.Json that help out, with the types that each has.</summary>
    private readonly List<(INamedTypeSymbol Context, HashSet<ITypeSymbol> Types)> _fallbacks = [];

    /// <summary>Takes the codecs and contexts that an assembly or a document names.</summary>
    public void TakeHelpers(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            switch (attribute.AttributeClass)
            {
                case { Name: "CodecAttribute", TypeArguments: [var target, INamedTypeSymbol codec] } type when JsonAttributes.IsSettee(type):
                    _witnesses[target] = codec;
                    break;
                case { Name: "JsonFallbackAttribute", TypeArguments: [INamedTypeSymbol fallback] } type when JsonAttributes.IsSettee(type):
                    _fallbacks.Insert(0, (fallback, TypesOf(fallback)));
                    break;
            }
        }
    }

    /// <summary>A member whose codec is named by an attribute on it.</summary>
    public MappedType? MapWith(ITypeSymbol type, ITypeSymbol target, INamedTypeSymbol codec)
    {
        if (SymbolEqualityComparer.Default.Equals(type, target))
            return Scalar(type, Names.Of(codec));

        return type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
            && SymbolEqualityComparer.Default.Equals(value, target)
                ? Scalar(type, $"{CollectionTypes.Runtime}NullableCodec<{Names.Of(value)}, {Names.Of(codec)}>")
                : null;
    }

    /// <summary>A member that a context of System.Text.Json writes and reads.</summary>
    public MappedType MapThrough(ITypeSymbol type, INamedTypeSymbol fallback) =>
        Scalar(type, $"{CollectionTypes.Runtime}FallbackCodec<{Names.WithoutNull(type)}, {Names.Of(fallback)}>");

    /// <summary>What the first context that has the type makes of it; null when none has it.</summary>
    private MappedType? FallBack(ITypeSymbol type)
    {
        foreach (var (fallback, types) in _fallbacks)
        {
            if (types.Contains(type))
                return MapThrough(type, fallback);
        }

        return null;
    }

    private static HashSet<ITypeSymbol> TypesOf(INamedTypeSymbol fallback)
    {
        var types = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var attribute in fallback.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "JsonSerializableAttribute", ConstructorArguments: [{ Value: ITypeSymbol type }] })
                types.Add(type);
        }

        return types;
    }

    /// <summary>Whether a type is the key of dictionaries through its converter, which must say how.</summary>
    private string? ConverterKeyCodec(ITypeSymbol key)
    {
        if (key is not INamedTypeSymbol named || context.JsonOf(named).Converter is not { } converter)
            return null;

        var writesNames = converter.GetMembers("WriteAsPropertyName").Any(static m => m.IsOverride);
        var readsNames = converter.GetMembers("ReadAsPropertyName").Any(static m => m.IsOverride);
        return writesNames && readsNames && Converted(key, converter)?.Type.Codec.Contains(".ConverterCodec<") == true
            ? $"{CollectionTypes.Runtime}ConverterKeyCodec<{Names.WithoutNull(key)}, {Names.Of(converter)}>"
            : null;
    }

    /// <summary>A type that a converter writes and reads, when the converter is for that type and can be made by generated code.</summary>
    public MappedType? Converted(ITypeSymbol type, INamedTypeSymbol converter)
    {
        if (converter.IsAbstract || converter.IsUnboundGenericType
            || !context.Compilation.IsSymbolAccessibleWithin(converter, context.Compilation.Assembly)
            || !converter.InstanceConstructors.Any(static c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public))
        {
            return null;
        }

        for (var t = converter.BaseType; t is not null; t = t.BaseType)
        {
            if (t.Name == "JsonConverterAttribute")
                return Scalar(type, $"{CollectionTypes.Runtime}AttributeCodec<{Names.WithoutNull(type)}, {Names.Of(converter)}>");
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
}
