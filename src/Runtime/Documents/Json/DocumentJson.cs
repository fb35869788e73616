using Settee.Wire;

namespace Settee.Documents;

/// <summary>Documents as JSON text outside of any request: for tests, files and tools.</summary>
public static class DocumentJson
{
    /// <summary>The JSON of a document, as it would be stored.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="document">The document.</param>
    public static byte[] Serialize<T>(T document)
        where T : IDocument<T>
    {
        var buffer = new FrameBuffer();
        var writer = new JsonWriter(buffer);
        T.Write(ref writer, document);
        writer.Flush();
        return buffer.Written.ToArray();
    }

    /// <summary>Reads a document from its JSON.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="utf8Json">One complete JSON text.</param>
    /// <param name="metadata">What the document's <see cref="MetaAttribute"/> members are filled with.</param>
    /// <exception cref="System.Text.Json.JsonException">The JSON is broken or does not fit the type.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> utf8Json, DocumentMetadata<T> metadata = default)
        where T : IDocument<T>
    {
        var reader = new JsonReader(utf8Json);
        return T.Read(ref reader, in metadata);
    }
}
