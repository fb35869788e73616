using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Settee.Wire;

namespace Settee.Documents;

/// <summary>
/// Builds a document key as UTF-8 on the stack. Used by generated <c>KeyFor</c> methods; formatting is culture-free.
/// </summary>
public ref struct KeyWriter
{
    /// <summary>Longest key that any collection takes, in UTF-8 bytes.</summary>
    public const int MaxLength = ProtocolLimits.MaxKeyLength;

    private readonly Span<byte> _buffer;
    private int _length;
    private int _missing;
    private int _partStart;

    /// <summary>Starts an empty key.</summary>
    /// <param name="buffer">Scratch space; <see cref="MaxLength"/> bytes hold every legal key.</param>
    public KeyWriter(Span<byte> buffer) => _buffer = buffer;

    /// <summary>Appends literal text of the template.</summary>
    /// <param name="utf8">UTF-8 text.</param>
    public void AppendLiteral(scoped ReadOnlySpan<byte> utf8)
    {
        if (utf8.TryCopyTo(_buffer[_length..]))
            _length += utf8.Length;
        else
            _missing += utf8.Length;
    }

    /// <summary>Appends the text between two members; the first must not contain it, or the key could not be taken apart again.</summary>
    /// <param name="utf8">UTF-8 text.</param>
    /// <param name="member">The member in front of it, for the error.</param>
    /// <exception cref="InvalidArgumentException">The member contains the text.</exception>
    public void AppendSeparator(scoped ReadOnlySpan<byte> utf8, string member)
    {
        // A part has at least one byte, so its first one never begins a separator: -1 stays a number in front of "-".
        var end = _length;
        AppendLiteral(utf8);
        if (_missing == 0 && _buffer[(_partStart + 1).._length].IndexOf(utf8) + _partStart + 1 != end)
        {
            var text = Encoding.UTF8.GetString(utf8);
            throw new InvalidArgumentException(
                $"The member '{member}' of the key contains '{text}' ('{Encoding.UTF8.GetString(_buffer[_partStart..end])}'), which separates it from "
                + "the next member: other members would give the same key.");
        }
    }

    /// <summary>Appends a string member.</summary>
    /// <param name="value">The member's value; null is refused, it would silently merge documents.</param>
    /// <param name="member">The member's name, for the error.</param>
    public void Append(string? value, string member)
    {
        if (string.IsNullOrEmpty(value))
            throw new InvalidArgumentException($"The key needs the member '{member}', which is {(value is null ? "null" : "empty")}.");

        _partStart = _length;
        if (Encoding.UTF8.TryGetBytes(value, _buffer[_length..], out var written))
            _length += written;
        else
            _missing += Encoding.UTF8.GetByteCount(value);
    }

    /// <summary>Appends a formattable member (integer, Guid, date) in the invariant culture.</summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="value">The member's value.</param>
    /// <param name="format">A format of that type, or empty for its default.</param>
    public void Append<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        _partStart = _length;
        if (value.TryFormat(_buffer[_length..], out var written, format, CultureInfo.InvariantCulture))
            _length += written;
        else
            _missing = MaxLength;
    }

    /// <summary>Ends the key.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <exception cref="InvalidArgumentException">The key is empty or too long.</exception>
    public readonly DocumentKey<T> ToKey<T>()
        where T : IDocument<T>
    {
        if (_missing > 0)
            throw TooLong<T>(_length + _missing);

        return new DocumentKey<T>(_buffer[.._length]);
    }

    internal static void Validate<T>(ReadOnlySpan<byte> utf8)
        where T : IDocument<T>
    {
        if (utf8.IsEmpty)
            throw new InvalidArgumentException($"The key of a {typeof(T).Name} is empty.");

        if (utf8.Length > LongestFor<T>())
            throw TooLong<T>(utf8.Length);

        if (!Utf8.IsValid(utf8))
            throw new InvalidArgumentException($"The key of a {typeof(T).Name} is not valid UTF-8.");
    }

    internal static InvalidArgumentException TooLong<T>(int length)
        where T : IDocument<T> =>
        new($"The key of a {typeof(T).Name} is at least {length} bytes long; '{T.Schema.Keyspace}' takes {LongestFor<T>()} bytes of UTF-8.");

    private static int LongestFor<T>()
        where T : IDocument<T> =>
        T.Schema.Keyspace.IsDefaultCollection ? ProtocolLimits.MaxKeyLength : ProtocolLimits.MaxKeyLengthInCollection;
}
