using Microsoft.CodeAnalysis;

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

            // A converter attribute of one's own says only at run time which converter it means.
            if (type.BaseType is { Name: "JsonConverterAttribute" })
                Unsupported = WithoutSuffix(type.Name);

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
                // These change what JSON means; to ignore them would be to lose data silently.
                case "JsonNumberHandlingAttribute" or "JsonObjectCreationHandlingAttribute":
                    Unsupported = WithoutSuffix(type.Name);
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

    public bool RefusesUnmapped { get; }

    public INamedTypeSymbol? Converter { get; }

    /// <summary>Name of an attribute that generated codecs do not support.</summary>
    public string? Unsupported { get; }

    public string? EnumMemberName { get; }

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

/// <summary>The values of System.Text.Json's JsonIgnoreCondition.</summary>
internal enum IgnoreCondition
{
    Never = 0,
    Always = 1,
    WhenWritingDefault = 2,
    WhenWritingNull = 3,
    WhenWriting = 4,
    WhenReading = 5,
}
