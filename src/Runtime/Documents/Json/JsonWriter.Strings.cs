using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Settee.Documents;

public ref partial struct JsonWriter
{
    // A UTF-16 unit becomes at most three UTF-8 bytes. Long strings are measured first instead of reserving three times their length.
    private const int LongestUnmeasured = 64 * 1024;

    // Room for the escaped form of at least 40 characters (surrogate pairs take twelve), and small enough for any stack.
    private const int EscapeChunk = 512;

    // Up to here a plain loop is faster than two passes over vectors.
    private const int ShortText = 48;

    /// <summary>
    /// Writes the text in quotes. Escaping is that of <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/>: documents are not
    /// HTML, and indexes and other readers see the raw text. Most strings need none, so they are transcoded first and checked then.
    /// </summary>
    private void WriteQuoted(scoped ReadOnlySpan<char> text)
    {
        if (text.Length > ShortText || !TryWriteShort(text))
            WriteLong(text);
    }

    /// <summary>Writes text of ASCII and accented Latin letters that has nothing to escape; anything else is left to the general way.</summary>
    private bool TryWriteShort(scoped ReadOnlySpan<char> text)
    {
        Reserve(ShortText * 2 + 2);
        var room = _room.Slice(_length, ShortText * 2 + 2);
        var length = 0;
        room[length++] = (byte)'"';
        foreach (var c in text)
        {
            if (c is >= ' ' and < '\u007f' and not ('"' or '\\'))
            {
                room[length++] = (byte)c;
            }
            else if (c is >= '\u00c0' and <= '\u024f')
            {
                room[length++] = (byte)(0xC0 | (c >> 6));
                room[length++] = (byte)(0x80 | (c & 0x3F));
            }
            else
            {
                return false;
            }
        }

        room[length++] = (byte)'"';
        _length += length;
        return true;
    }

    private void WriteLong(scoped ReadOnlySpan<char> text)
    {
        var longest = text.Length <= LongestUnmeasured ? text.Length * 3 : Encoding.UTF8.GetByteCount(text);
        Reserve(longest + 2);
        _room[_length++] = (byte)'"';

        var room = _room[_length..];
        if (Utf8.FromUtf16(text, room, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done
            && JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(room[..written]) < 0)
        {
            _length += written;
        }
        else
        {
            WriteEscaped(text);
        }

        Reserve(1);
        _room[_length++] = (byte)'"';
    }

    private void WriteEscaped(scoped ReadOnlySpan<char> text)
    {
        Span<char> escaped = stackalloc char[EscapeChunk];
        while (!text.IsEmpty)
        {
            // The result holds no surrogates (they become \u escapes), so it may be cut anywhere.
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text, escaped, out var consumed, out var count, isFinalBlock: true);
            text = text[consumed..];
            Reserve(count * 3);
            Utf8.FromUtf16(escaped[..count], _room[_length..], out _, out var written);
            _length += written;
        }
    }

    private static JsonException TooDeep() =>
        new($"A possible object cycle was detected: the value is nested deeper than {MaxDepth} levels.");

    private static ArgumentException NotFinite() =>
        new("NaN and infinities cannot be written as JSON numbers.");
}
