using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>The attributes of System.Text.Json on one member, read once.</summary>
internal readonly struct JsonAttributes
{
    private JsonAttributes(ISymbol symbol, KnownSymbols known)
    {
        Condition = null;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type)
                continue;

            if (SymbolEqualityComparer.Default.Equals(type, known.MetaAttribute))
            {
                IsMeta = true;
                continue;
            }

            // A converter attribute of one's own makes its converter at run time, and must be made itself for that.
            if (type.BaseType is { Name: "JsonConverterAttribute" })
            {
                var makesConverter = type.GetMembers("CreateConverter").Any(static m => m.IsOverride);
                if (makesConverter && attribute.ConstructorArguments.IsEmpty && attribute.NamedArguments.IsEmpty)
                    Converter = type;
                else
                    Unsupported = WithoutSuffix(type.Name);
            }

            if (type is { Name: "CodecAttribute", TypeArguments: [var target, INamedTypeSymbol codec] } && IsSettee(type))
                Codec = (target, codec);
            if (type is { Name: "JsonFallbackAttribute", TypeArguments: [INamedTypeSymbol fallback] } && IsSettee(type))
                Fallback = fallback;

            if (!type.Name.StartsWith("Json", StringComparison.Ordinal) || !IsJson(type.ContainingNamespace))
                continue;

            switch (type.Name)
            {
                case "JsonPropertyNameAttribute" when attribute.ConstructorArguments is [{ Value: string name }]:
                    Name = name;
                    break;
                case "JsonIgnoreAttribute":
                    Condition = IgnoreCondition.Always;
                    foreach (var argument in attribute.NamedArguments)
                    {
                        if (argument is { Key: "Condition", Value.Value: int condition })
                            Condition = (IgnoreCondition)condition;
                    }

                    break;
                case "JsonPropertyOrderAttribute" when attribute.ConstructorArguments is [{ Value: int order }]:
                    Order = order;
                    break;
                case "JsonIncludeAttribute":
                    IsIncluded = true;
                    break;
                case "JsonExtensionDataAttribute":
                    IsExtensionData = true;
                    break;
                case "JsonPolymorphicAttribute" or "JsonDerivedTypeAttribute":
                    IsPolymorphic = true;
                    break;
                case "JsonRequiredAttribute":
                    IsRequired = true;
                    break;
                case "JsonConstructorAttribute":
                    IsConstructor = true;
                    break;
                case "JsonConverterAttribute" when attribute.ConstructorArguments is [{ Value: INamedTypeSymbol converter }]:
                    Converter = converter;
                    break;
                case "JsonUnmappedMemberHandlingAttribute" when attribute.ConstructorArguments is [{ Value: int handling }]:
                    RefusesUnmapped = handling == 1;
                    break;
                case "JsonNumberHandlingAttribute" when attribute.ConstructorArguments is [{ Value: int numbers }]:
                    Numbers = (NumberHandling)numbers;
                    break;
                case "JsonObjectCreationHandlingAttribute" when attribute.ConstructorArguments is [{ Value: int creation }]:
                    Populates = creation == 1;
                    break;
                case "JsonStringEnumMemberNameAttribute" when attribute.ConstructorArguments is [{ Value: string member }]:
                    EnumMemberName = member;
                    break;
            }
        }
    }

    public bool IsMeta { get; }

    public string? Name { get; }

    public IgnoreCondition? Condition { get; }

    public int Order { get; }

    public bool IsIncluded { get; }

    public bool IsRequired { get; }

    public bool IsExtensionData { get; }

    /// <summary>Whether the JSON tells several types apart.</summary>
    public bool IsPolymorphic { get; }

    public bool IsConstructor { get; }

    /// <summary>Whether names that no member has are refused; null for what the conventions say.</summary>
    public bool? RefusesUnmapped { get; }

    /// <summary>How numbers are written and read; null for what the type or the conventions say.</summary>
    public NumberHandling? Numbers { get; }

    /// <summary>Whether what is there is filled; null for what the type or the conventions say.</summary>
    public bool? Populates { get; }

    /// <summary>The converter, or the attribute that makes one.</summary>
    public INamedTypeSymbol? Converter { get; }

    /// <summary>A codec that somebody wrote, with the type for which it is.</summary>
    public (ITypeSymbol Target, INamedTypeSymbol Codec)? Codec { get; }

    /// <summary>A context of System.Text.Json that writes and reads the member.</summary>
    public INamedTypeSymbol? Fallback { get; }

    /// <summary>Name of an attribute that generated codecs do not support.</summary>
    public string? Unsupported { get; }

    public string? EnumMemberName { get; }

    /// <summary>Whether an attribute is one of the runtime's.</summary>
    public static bool IsSettee(INamedTypeSymbol attribute) =>
        attribute.ContainingNamespace is { Name: "Settee", ContainingNamespace.IsGlobalNamespace: true };

    // System.Text.Json.Serialization, without making a string of it for each attribute.
    private static bool IsJson(INamespaceSymbol? space) =>
        space is
        {
            Name: "Serialization",
            ContainingNamespace: { Name: "Json", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } },
        };

    private static string WithoutSuffix(string name) =>
        name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;

    public static JsonAttributes Of(ISymbol symbol, KnownSymbols known) => new(symbol, known);
}
