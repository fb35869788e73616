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

    /// <summary>
    /// Writes the text in quotes. Escaping is that of <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/> unless a document wants
    /// more: documents are not HTML, and indexes and other readers see the raw text. Most strings need none: what is plain is copied, the
    /// rest goes the general way.
    /// </summary>
    private void WriteQuoted(scoped ReadOnlySpan<char> text)
    {
        var longest = text.Length <= LongestUnmeasured ? text.Length * 3 : Encoding.UTF8.GetByteCount(text);
        Reserve(longest + 2);
        var room = _room[_length..];
        room[0] = (byte)'"';
        var length = 1;
        while (_isRelaxed)
        {
            var plain = PlainText.Copy(text, room[length..]);
            length += plain;
            text = text[plain..];
            if (text.IsEmpty)
                break;

            // Accented Latin letters are two bytes and never escaped.
            var c = text[0];
            if (c is < '\u00c0' or > '\u024f')
                break;
            room[length++] = (byte)(0xC0 | (c >> 6));
            room[length++] = (byte)(0x80 | (c & 0x3F));
            text = text[1..];
        }

        _length += length;
        if (!text.IsEmpty)
            WriteAnyText(text);

        Reserve(1);
        _room[_length++] = (byte)'"';
    }

    private void WriteAnyText(scoped ReadOnlySpan<char> text)
    {
        var room = _room[_length..];
        if (Utf8.FromUtf16(text, room, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done
            && _settings.Encoder.FindFirstCharacterToEncodeUtf8(room[..written]) < 0)
        {
            _length += written;
        }
        else
        {
            WriteEscaped(text);
        }
    }

    private void WriteEscaped(scoped ReadOnlySpan<char> text)
    {
        Span<char> escaped = stackalloc char[EscapeChunk];
        while (!text.IsEmpty)
        {
            // The result holds no surrogates (they become \u escapes), so it may be cut anywhere.
            _settings.Encoder.Encode(text, escaped, out var consumed, out var count, isFinalBlock: true);
            text = text[consumed..];
            Reserve(count * 3);
            Utf8.FromUtf16(escaped[..count], _room[_length..], out _, out var written);
            _length += written;
        }
    }

    private readonly JsonException TooDeep() =>
        new($"A possible object cycle was detected: the value is nested deeper than {_maxDepth} levels.");

    /// <summary>The error for a null where the declaration of a member allows none.</summary>
    /// <param name="name">The JSON name of the member.</param>
    public static JsonException NullRefused(string name) => new($"The value of '{name}' is null, and the member is declared not to be.");

    private static ArgumentException NotFinite() =>
        new("NaN and infinities cannot be written as JSON numbers.");
}
