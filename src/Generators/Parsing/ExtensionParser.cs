using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Which types can keep the members of a JSON object that no other member takes.</summary>
internal static class ExtensionParser
{
    /// <summary>Type and codec of the values; null when the type cannot keep them.</summary>
    public static (string ValueType, string Codec, bool IsDictionary)? ValuesOf(ITypeSymbol type, JsonConventions conventions)
    {
        if (ScalarTypes.FullName(type) == "System.Text.Json.Nodes.JsonObject")
        {
            const string Node = "global::System.Text.Json.Nodes.JsonNode";
            return (Node + "?", $"{CollectionTypes.Runtime}JsonNodeCodec<{Node}>", false);
        }

        if (ScalarTypes.FullName(type) is not ("System.Collections.Generic.Dictionary`2" or "System.Collections.Generic.IDictionary`2")
            || ((INamedTypeSymbol)type).TypeArguments is not [{ SpecialType: SpecialType.System_String }, var value])
        {
            return null;
        }

        // Untyped values and elements only: with any other type the unknown could fail to be read.
        return value.SpecialType == SpecialType.System_Object || ScalarTypes.FullName(value) == "System.Text.Json.JsonElement"
            ? (Names.Of(value), DomTypes.CodecOf(value, conventions)!, true)
            : null;
    }
}
