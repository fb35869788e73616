using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Types for JSON whose form is not known.</summary>
internal static class DomTypes
{
    public static string? CodecOf(ITypeSymbol type, JsonConventions conventions)
    {
        if (type.SpecialType == SpecialType.System_Object)
            return CollectionTypes.Runtime + (conventions.ReadsNodes ? "ObjectAsNodeCodec" : "ObjectCodec");

        return ScalarTypes.FullName(type) switch
        {
            "System.Text.Json.JsonDocument" => CollectionTypes.Runtime + "JsonDocumentCodec",
            "System.Text.Json.JsonElement" => CollectionTypes.Runtime + "JsonElementCodec",
            "System.Text.Json.Nodes.JsonNode" or "System.Text.Json.Nodes.JsonObject"
                or "System.Text.Json.Nodes.JsonArray" or "System.Text.Json.Nodes.JsonValue" =>
                $"{CollectionTypes.Runtime}JsonNodeCodec<{Names.WithoutNull(type)}>",
            _ => null,
        };
    }
}
