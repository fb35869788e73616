using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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

    /// <summary>The conventions of a document. Called by generated code.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static JsonSettings SettingsOf<T>()
        where T : IDocument<T> => T.Schema.Json;

    /// <summary>
    /// The codec of a document for <see cref="JsonSerializer"/>, with options of its own. The document's conventions hold, whatever other
    /// options say; metadata members stay empty.
    /// </summary>
    /// <typeparam name="T">The document type.</typeparam>
    public static JsonTypeInfo<T> TypeInfoOf<T>()
        where T : IDocument<T> =>
        JsonMetadataServices.CreateValueInfo<T>(
            new JsonSerializerOptions(T.Schema.Json.Options) { TypeInfoResolver = DocumentConverter<T>.Instance }, DocumentConverter<T>.Instance);

    /// <summary>
    /// The codec of a document for options that are made elsewhere, as those of a web framework: insert it in front of their
    /// <see cref="JsonSerializerOptions.TypeInfoResolverChain"/>.
    /// </summary>
    /// <typeparam name="T">The document type.</typeparam>
    public static IJsonTypeInfoResolver ResolverOf<T>()
        where T : IDocument<T> => DocumentConverter<T>.Instance;

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
