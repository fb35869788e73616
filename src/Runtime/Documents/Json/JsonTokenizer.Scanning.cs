using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Settee.Documents;

/// <content>Where strings, numbers and comments end.</content>
internal ref partial struct JsonTokenizer
{
    private static readonly SearchValues<byte> EndOfPlainText = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(static c => (byte)c), (byte)'"', (byte)'\\']);

    private static ReadOnlySpan<byte> EndOfNumber => ",}] \n\r\t/"u8;

    /// <summary>Passes over the string that begins here. Whether it is valid UTF-8 shows only when it is looked at.</summary>
    private bool ScanText()
    {
        _start = _position + 1;
        var rest = _text[_start..];
        var length = 0;
        var beyondAscii = 0u;
        for (; rest.Length - length >= Vector128<byte>.Count; length += Vector128<byte>.Count)
        {
            var block = Vector128.Create(rest.Slice(length, Vector128<byte>.Count));
            var ends = Vector128.LessThan(block, Vector128.Create((byte)' '))
                | Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'));
            if (ends.ExtractMostSignificantBits() is var found and not 0)
            {
                var place = BitOperations.TrailingZeroCount(found);
                beyondAscii |= block.ExtractMostSignificantBits() & ((1u << place) - 1);
                return EndText(length + place, beyondAscii != 0);
            }

            beyondAscii |= block.ExtractMostSignificantBits();
        }

        for (; length < rest.Length; length++)
        {
            if (rest[length] is < (byte)' ' or (byte)'"' or (byte)'\\')
                return EndText(length, beyondAscii != 0);
            beyondAscii |= rest[length] & 0x80u;
        }

        return false;
    }

    private bool EndText(int length, bool beyondAscii)
    {
        switch (_text[_start + length])
        {
            case (byte)'"':
                _kind = beyondAscii ? TextKind.Utf8 : TextKind.Plain;
                _length = length;
                _position = _start + length + 1;
                return true;

            case (byte)'\\':
                return ScanEscaped(length);

            default:
                return false;
        }
    }

    private bool ScanEscaped(int length)
    {
        var rest = _text[_start..];
        while (rest[length] == '\\')
        {
            length++;
            if (length >= rest.Length || !IsEscape(rest[length..]))
                return false;

            length++;
            var plain = rest[length..].IndexOfAny(EndOfPlainText);
            if (plain < 0)
                return false;
            length += plain;
        }

        if (rest[length] != '"')
            return false;

        _kind = TextKind.Escaped;
        _length = length;
        _position = _start + length + 1;
        return true;
    }

    private static bool IsEscape(ReadOnlySpan<byte> behindBackslash) => behindBackslash[0] switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => true,
        (byte)'u' => behindBackslash.Length > 4
            && char.IsAsciiHexDigit((char)behindBackslash[1]) && char.IsAsciiHexDigit((char)behindBackslash[2])
            && char.IsAsciiHexDigit((char)behindBackslash[3]) && char.IsAsciiHexDigit((char)behindBackslash[4]),
        _ => false,
    };

    /// <summary>Passes over the number that begins here, up to something that may stand behind a value.</summary>
    private bool ScanNumber()
    {
        var rest = _text[_position..];
        var length = rest[0] == '-' ? 1 : 0;
        if (length < rest.Length && rest[length] == '0')
            length++;
        else if (!ScanDigits(rest, ref length))
            return false;

        if (length < rest.Length && rest[length] == '.')
        {
            length++;
            if (!ScanDigits(rest, ref length))
                return false;
        }

        if (length < rest.Length && rest[length] is (byte)'e' or (byte)'E')
        {
            length++;
            if (length < rest.Length && rest[length] is (byte)'+' or (byte)'-')
                length++;
            if (!ScanDigits(rest, ref length))
                return false;
        }

        // Where a container is open the text cannot end here; the number might be longer.
        if (length < rest.Length ? !EndOfNumber.Contains(rest[length]) : _nesting.Depth > 0)
            return false;

        _start = _position;
        _length = length;
        _position += length;
        return true;
    }

    private static bool ScanDigits(ReadOnlySpan<byte> text, ref int length)
    {
        var before = length;
        while (length < text.Length && char.IsAsciiDigit((char)text[length]))
            length++;
        return length > before;
    }

    /// <summary>Passes over the comment that begins here; false when it is none or has no end.</summary>
    private bool SkipComment()
    {
        var rest = _text[_position..];
        if (rest.StartsWith("/*"u8))
        {
            var end = rest[2..].IndexOf("*/"u8);
            _position += end + 4;
            return end >= 0;
        }

        if (!rest.StartsWith("//"u8))
            return false;

        var line = rest.IndexOfAny((byte)'\n', (byte)'\r');
        var comment = line < 0 ? rest : rest[..line];
        _position += comment.Length;

        // Line ends of JavaScript but not of JSON: the comment would be shorter for some readers than for others.
        return comment.IndexOf("\u2028"u8) < 0 && comment.IndexOf("\u2029"u8) < 0;
    }
}
