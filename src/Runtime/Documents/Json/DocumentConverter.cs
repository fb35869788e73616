using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Settee.Wire;

namespace Settee.Documents;

/// <summary>A document's codec as a converter of System.Text.Json, so that others who serialize the document need no reflection.</summary>
internal sealed class DocumentConverter<T> : JsonConverter<T>, IJsonTypeInfoResolver
    where T : IDocument<T>
{
    public static readonly DocumentConverter<T> Instance = new();

    // The codec sees null by itself, as it does in a stored document.
    public override bool HandleNull => true;

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type == typeof(T) ? JsonMetadataServices.CreateValueInfo<T>(options, this) : null;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // The codec reads one piece of text, wherever the reader has its pieces.
        using var document = JsonDocument.ParseValue(ref reader);
        var inner = new JsonReader(JsonMarshal.GetRawUtf8Value(document.RootElement));
        return T.Read(ref inner, default);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var buffer = new FrameBuffer();
        var inner = new JsonWriter(buffer);
        T.Write(ref inner, value);
        inner.Flush();
        writer.WriteRawValue(buffer.Written, skipInputValidation: true);
    }
}
