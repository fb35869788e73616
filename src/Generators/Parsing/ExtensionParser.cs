using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Which types can keep the members of a JSON object that no other member takes.</summary>
internal static class ExtensionParser
{
    /// <summary>The values; null when the type cannot keep them.</summary>
    public static (TypeModel Value, bool IsDictionary)? ValuesOf(ITypeSymbol type, JsonConventions conventions)
    {
        if (ScalarTypes.FullName(type) == "System.Text.Json.Nodes.JsonObject")
        {
            const string Node = "global::System.Text.Json.Nodes.JsonNode";
            return (new TypeModel(Node + "?", $"{CollectionTypes.Runtime}JsonNodeCodec<{Node}>", AllowsNull: true), false);
        }

        if (ScalarTypes.FullName(type) is not ("System.Collections.Generic.Dictionary`2" or "System.Collections.Generic.IDictionary`2")
            || ((INamedTypeSymbol)type).TypeArguments is not [{ SpecialType: SpecialType.System_String }, var value])
        {
            return null;
        }

        // Untyped values and elements only: with any other type the unknown could fail to be read.
        return value.SpecialType == SpecialType.System_Object || ScalarTypes.FullName(value) == "System.Text.Json.JsonElement"
            ? (new TypeModel(Names.Of(value), DomTypes.CodecOf(value, conventions)!, value.IsReferenceType), true)
            : null;
    }
}
