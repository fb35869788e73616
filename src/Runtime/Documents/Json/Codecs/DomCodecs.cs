using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Settee.Documents;

/// <summary>Any JSON as an element.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct JsonElementCodec : IJsonCodec<JsonElement>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, JsonElement value) => writer.WriteElement(value);

    /// <inheritdoc/>
    public static JsonElement Read(ref JsonReader reader) => reader.ReadElement();
}

/// <summary>Any JSON as a tree that can be changed.</summary>
/// <typeparam name="TNode">A node, or one kind of it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct JsonNodeCodec<TNode> : IJsonCodec<TNode>
    where TNode : JsonNode
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TNode value)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteNode(value);
    }

    /// <inheritdoc/>
    public static TNode Read(ref JsonReader reader)
    {
        if (reader.IsNull)
            return null!;

        var fits = reader.TokenType switch
        {
            JsonTokenType.StartObject => typeof(TNode).IsAssignableFrom(typeof(JsonObject)),
            JsonTokenType.StartArray => typeof(TNode).IsAssignableFrom(typeof(JsonArray)),
            _ => typeof(TNode).IsAssignableFrom(typeof(JsonValue)),
        };
        if (!fits)
            throw reader.Unconvertible<TNode>();

        // Strings at once: an element would find out only later that an escape in it is no character.
        if (reader.TokenType == JsonTokenType.String)
            return (TNode)(JsonNode)JsonValue.Create(reader.GetString())!;

        var element = reader.ReadElement();
        JsonNode node = element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element)!,
            JsonValueKind.Array => JsonArray.Create(element)!,
            _ => JsonValue.Create(element)!,
        };
        return (TNode)node;
    }
}

/// <summary>Any JSON as a document. Null is a document, too.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct JsonDocumentCodec : IJsonCodec<JsonDocument>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, JsonDocument value)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteElement(value.RootElement);
    }

    /// <inheritdoc/>
    public static JsonDocument Read(ref JsonReader reader) => reader.ReadDocument();
}
