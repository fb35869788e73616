using System.Buffers;

namespace Settee.Connecting;

/// <summary>
/// Cuts a stream of bytes into documents that four line feeds separate. Where chunks begin and end means nothing. JSON of a server
/// contains no line feed, so that a separator cannot be part of a document.
/// </summary>
internal sealed class DocumentSplitter
{
    // Far above what a map of a thousand vbuckets and a hundred nodes takes.
    private const int MaxDocumentLength = 32 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _waiting = new();

    private static ReadOnlySpan<byte> Separator => "\n\n\n\n"u8;

    /// <summary>Takes the next bytes.</summary>
    /// <exception cref="InvalidDataException">There was no separator for longer than any document is.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _waiting.Write(bytes);
        if (_waiting.WrittenCount > MaxDocumentLength)
            throw new InvalidDataException($"The stream of cluster maps has sent {_waiting.WrittenCount} bytes without an end of the document.");
    }

    /// <summary>The next complete document; false when its end has not come yet.</summary>
    public bool TryTake(out byte[] document)
    {
        while (_waiting.WrittenSpan.IndexOf(Separator) is var end and >= 0)
        {
            document = _waiting.WrittenSpan[..end].Trim((byte)'\n').ToArray();
            var rest = _waiting.WrittenSpan[(end + Separator.Length)..].ToArray();
            _waiting.ResetWrittenCount();
            _waiting.Write(rest);
            if (document.Length > 0)
                return true;
        }

        document = [];
        return false;
    }
}
