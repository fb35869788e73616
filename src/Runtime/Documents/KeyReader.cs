using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Settee.Documents;

/// <summary>Takes a document key apart along its template. Used by generated <c>TryParseKey</c> methods.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public ref struct KeyReader
{
    private ReadOnlySpan<byte> _rest;

    private KeyReader(ReadOnlySpan<byte> key) => _rest = key;

    /// <summary>Whether the whole key was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Starts at the beginning of a key.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="utf8">Scratch space of at least the key's length.</param>
    public static KeyReader Of<T>(DocumentKey<T> key, Span<byte> utf8)
        where T : IDocument<T> =>
        key.TryCopyTo(utf8) ? new KeyReader(utf8[..key.Length]) : default;

    /// <summary>Passes literal text; false when something else stands here.</summary>
    /// <param name="literal">The text.</param>
    public bool TryReadLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_rest.StartsWith(literal))
            return false;

        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>Cuts literal text off the end; false when the key ends otherwise.</summary>
    /// <param name="literal">The text.</param>
    public bool TryCutLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_rest.EndsWith(literal))
            return false;

        _rest = _rest[..^literal.Length];
        return true;
    }

    /// <summary>Reads text.</summary>
    /// <param name="next">The literal behind it; empty when the text is last.</param>
    /// <param name="value">The text.</param>
    public bool TryReadText(ReadOnlySpan<byte> next, out string value)
    {
        var found = TryTake(next, out var text);
        value = found ? Encoding.UTF8.GetString(text) : "";
        return found;
    }

    /// <summary>Reads an integer or a Guid.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="next">The literal behind it; empty when it is last.</param>
    /// <param name="value">The value.</param>
    public bool TryRead<T>(ReadOnlySpan<byte> next, out T value)
        where T : struct, IUtf8SpanParsable<T>
    {
        value = default;
        return TryTake(next, out var text) && T.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads an integer in hexadecimal.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="next">The literal behind it; empty when it is last.</param>
    /// <param name="value">The value.</param>
    public bool TryReadHexadecimal<T>(ReadOnlySpan<byte> next, out T value)
        where T : struct, IBinaryInteger<T>
    {
        value = default;
        return TryTake(next, out var text) && T.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a date.</summary>
    /// <param name="next">The literal behind it; empty when it is last.</param>
    /// <param name="format">Its format.</param>
    /// <param name="value">The date.</param>
    public bool TryReadDate(ReadOnlySpan<byte> next, string format, out DateOnly value)
    {
        value = default;
        return TryReadText(next, out var text)
            && DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    private bool TryTake(ReadOnlySpan<byte> next, out ReadOnlySpan<byte> text)
    {
        // A part has at least one byte.
        var end = next.IsEmpty || _rest.IsEmpty ? _rest.Length : _rest[1..].IndexOf(next) + 1;
        if (end == 0)
        {
            text = default;
            return false;
        }

        text = _rest[..end];
        _rest = _rest[end..];
        return true;
    }
}
