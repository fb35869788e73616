using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>Types for JSON whose form is not known.</summary>
internal static class DomTypes
{
    public static string? CodecOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Object)
            return CollectionTypes.Runtime + "ObjectCodec";

        return ScalarTypes.FullName(type) switch
        {
            "System.Text.Json.JsonElement" => CollectionTypes.Runtime + "JsonElementCodec",
            "System.Text.Json.Nodes.JsonNode" or "System.Text.Json.Nodes.JsonObject"
                or "System.Text.Json.Nodes.JsonArray" or "System.Text.Json.Nodes.JsonValue" =>
                $"{CollectionTypes.Runtime}JsonNodeCodec<{Names.WithoutNull(type)}>",
            _ => null,
        };
    }
}
