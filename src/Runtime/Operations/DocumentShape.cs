using System.Text.Json;
using Settee.Dispatch;
using Settee.Documents;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>A value as it came from the server; valid while its answer is handled.</summary>
internal readonly ref struct StoredValue(ReadOnlySpan<byte> bytes, uint? flags, bool isJson, Cas cas, DateTimeOffset? expiry)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>The flags stored with it; null when the answer had none.</summary>
    public uint? Flags { get; } = flags;

    /// <summary>Whether the server says that it is JSON.</summary>
    public bool IsJson { get; } = isJson;

    public Cas Cas { get; } = cas;

    public DateTimeOffset? Expiry { get; } = expiry;
}

/// <summary>What reads make of a stored value. Implemented by empty structs, so that generic operations are specialised by the JIT.</summary>
internal interface IDocumentShape<TKey, TDocument>
    where TDocument : struct
{
    static abstract TDocument Decode(IOperationSubject request, in TKey key, in StoredValue stored);
}

/// <summary>A document of a generated type.</summary>
internal readonly struct TypedShape<T> : IDocumentShape<DocumentKey<T>, Document<T>>
    where T : IDocument<T>
{
    public static Document<T> Decode(IOperationSubject request, in DocumentKey<T> key, in StoredValue stored)
    {
        var format = CommonFlags.FormatOf(stored.Flags ?? CommonFlags.Json);
        if (format is CommonFlags.BinaryFormat or CommonFlags.TextFormat)
            throw Undecodable(request, $"the stored document is no JSON but {(format == CommonFlags.TextFormat ? "a bare string" : "binary")}", null);

        try
        {
            var reader = new JsonReader(stored.Bytes);
            var value = T.Read(ref reader, new DocumentMetadata<T>(key, stored.Cas, stored.Expiry));
            return value is not null
                ? new Document<T>(value, key, stored.Cas, stored.Expiry)
                : throw Undecodable(request, $"the stored JSON is null, which is no {typeof(T).Name}", null);
        }
        catch (JsonException e)
        {
            throw Undecodable(request, $"the stored JSON cannot be read as {typeof(T).Name}: {request.Describe().Redaction.User(e.Message)}", e);
        }
    }

    private static DecodingFailureException Undecodable(IOperationSubject request, string problem, Exception? cause) =>
        new(problem, request.Describe(), cause);
}

/// <summary>Whatever is stored, as its bytes.</summary>
internal readonly struct RawShape : IDocumentShape<string, RawDocument>
{
    public static RawDocument Decode(IOperationSubject request, in string key, in StoredValue stored)
    {
        var flags = stored.Flags ?? 0;
        return new RawDocument(key, stored.Bytes.ToArray(), CommonFlags.Describe(flags, stored.IsJson), flags, stored.Cas, stored.Expiry);
    }
}
