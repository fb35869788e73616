using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Settee.Documents;

public ref partial struct JsonReader
{
    // Longest escaped form of a short scalar that is read by hand: six bytes per character.
    private const int LongestShortText = 64 * 6;

    /// <summary>Reads a boolean.</summary>
    public readonly bool GetBoolean() => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unconvertible<bool>(),
    };

    /// <summary>Reads an integer.</summary>
    public readonly int GetInt32() =>
        IsNumber && _reader.TryGetInt32(out var value) ? value : throw Unconvertible<int>();

    /// <summary>Reads an integer.</summary>
    public readonly long GetInt64() =>
        IsNumber && _reader.TryGetInt64(out var value) ? value : throw Unconvertible<long>();

    /// <summary>Reads an integer.</summary>
    public readonly short GetInt16() =>
        IsNumber && _reader.TryGetInt16(out var value) ? value : throw Unconvertible<short>();

    /// <summary>Reads an integer.</summary>
    public readonly sbyte GetSByte() =>
        IsNumber && _reader.TryGetSByte(out var value) ? value : throw Unconvertible<sbyte>();

    /// <summary>Reads an integer.</summary>
    public readonly uint GetUInt32() =>
        IsNumber && _reader.TryGetUInt32(out var value) ? value : throw Unconvertible<uint>();

    /// <summary>Reads an integer.</summary>
    public readonly ulong GetUInt64() =>
        IsNumber && _reader.TryGetUInt64(out var value) ? value : throw Unconvertible<ulong>();

    /// <summary>Reads an integer.</summary>
    public readonly ushort GetUInt16() =>
        IsNumber && _reader.TryGetUInt16(out var value) ? value : throw Unconvertible<ushort>();

    /// <summary>Reads an integer.</summary>
    public readonly byte GetByte() =>
        IsNumber && _reader.TryGetByte(out var value) ? value : throw Unconvertible<byte>();

    /// <summary>Reads an integer.</summary>
    public readonly Int128 GetInt128() =>
        IsNumber && Int128.TryParse(_reader.ValueSpan, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unconvertible<Int128>();

    /// <summary>Reads an integer.</summary>
    public readonly UInt128 GetUInt128() =>
        IsNumber && UInt128.TryParse(_reader.ValueSpan, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unconvertible<UInt128>();

    /// <summary>Reads a number; too large ones become infinite.</summary>
    public readonly double GetDouble() =>
        IsNumber && _reader.TryGetDouble(out var value) ? value : throw Unconvertible<double>();

    /// <summary>Reads a number; too large ones become infinite.</summary>
    public readonly float GetSingle() =>
        IsNumber && _reader.TryGetSingle(out var value) ? value : throw Unconvertible<float>();

    /// <summary>Reads a number; too large ones are refused.</summary>
    public readonly Half GetHalf() =>
        IsNumber
            && Half.TryParse(_reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && Half.IsFinite(value)
            ? value
            : throw Unconvertible<Half>();

    /// <summary>Reads a number; its scale is kept.</summary>
    public readonly decimal GetDecimal() =>
        IsNumber && _reader.TryGetDecimal(out var value) ? value : throw Unconvertible<decimal>();

    /// <summary>Reads a string, or null.</summary>
    public readonly string? GetString()
    {
        if (_reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null or JsonTokenType.PropertyName))
            throw Unconvertible<string>();

        if (_reader.TokenType == JsonTokenType.Null)
            return null;

        try
        {
            return _reader.GetString();
        }
        catch (InvalidOperationException exception)
        {
            throw Broken(exception);
        }
    }

    /// <summary>Reads a string of one UTF-16 unit.</summary>
    public readonly char GetChar()
    {
        if (!IsText || _reader.ValueSpan.Length > 6)
            throw Unconvertible<char>();

        Span<byte> utf8 = stackalloc byte[6];
        Span<char> text = stackalloc char[6];
        var length = Encoding.UTF8.GetChars(utf8[..CopyText(utf8)], text);
        return length == 1 ? text[0] : throw Unconvertible<char>();
    }

    /// <summary>Reads a Guid in its form with hyphens.</summary>
    public readonly Guid GetGuid()
    {
        CheckText();
        return IsText && _reader.TryGetGuid(out var value) ? value : throw Unconvertible<Guid>();
    }

    /// <summary>Reads a date and time in ISO 8601.</summary>
    public readonly DateTime GetDateTime()
    {
        CheckText();
        return _reader.TokenType == JsonTokenType.String && _reader.TryGetDateTime(out var value) ? value : throw Unconvertible<DateTime>();
    }

    /// <summary>Reads a date and time with offset in ISO 8601.</summary>
    public readonly DateTimeOffset GetDateTimeOffset()
    {
        CheckText();
        return _reader.TokenType == JsonTokenType.String && _reader.TryGetDateTimeOffset(out var value)
            ? value
            : throw Unconvertible<DateTimeOffset>();
    }

    /// <summary>Reads a date of the form <c>yyyy-MM-dd</c>.</summary>
    public readonly DateOnly GetDateOnly()
    {
        Span<byte> room = stackalloc byte[LongestShortText];
        var text = ShortText<DateOnly>(room);
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !IsoTime.TryDigits(text[..4], out var year) || !IsoTime.TryDigits(text[5..7], out var month) || !IsoTime.TryDigits(text[8..], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            throw Unconvertible<DateOnly>();
        }

        return new DateOnly(year, month, day);
    }

    /// <summary>Reads a time of day of the form <c>HH:mm[:ss[.fffffff]]</c>.</summary>
    public readonly TimeOnly GetTimeOnly()
    {
        Span<byte> room = stackalloc byte[LongestShortText];
        var text = ShortText<TimeOnly>(room);

        // A time span without days and sign is a time of day; the parser refuses hours above 23.
        var separator = text.IndexOfAny((byte)'.', (byte)':');
        if (separator < 0 || text[separator] != ':' || !char.IsAsciiDigit((char)text[0])
            || !Utf8Parser.TryParse(text, out TimeSpan value, out var consumed, 'c') || consumed != text.Length)
        {
            throw Unconvertible<TimeOnly>();
        }

        return TimeOnly.FromTimeSpan(value);
    }

    /// <summary>Reads a time span of the form <c>[-][d.]hh:mm[:ss[.fffffff]]</c>.</summary>
    public readonly TimeSpan GetTimeSpan()
    {
        Span<byte> room = stackalloc byte[LongestShortText];
        var text = ShortText<TimeSpan>(room);
        if (text.IsEmpty || !(char.IsAsciiDigit((char)text[0]) || text[0] == '-')
            || !Utf8Parser.TryParse(text, out TimeSpan value, out var consumed, 'c') || consumed != text.Length)
        {
            throw Unconvertible<TimeSpan>();
        }

        return value;
    }

    /// <summary>Reads a version of two to four numbers.</summary>
    public readonly Version GetVersion()
    {
        Span<byte> room = stackalloc byte[LongestShortText];
        var text = ShortText<Version>(room);
        return !text.IsEmpty && char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[^1])
            && Version.TryParse(Encoding.UTF8.GetString(text), out var value)
                ? value
                : throw Unconvertible<Version>();
    }

    /// <summary>Reads a base64 string.</summary>
    public readonly byte[] GetBase64()
    {
        CheckText();
        return _reader.TokenType == JsonTokenType.String && _reader.TryGetBytesFromBase64(out var value)
            ? value
            : throw Unconvertible<byte[]>();
    }

    /// <summary>Reads a member name or string as a value that parses from UTF-8 text.</summary>
    /// <typeparam name="T">A number, Guid or the like.</typeparam>
    /// <param name="style">What the text may contain.</param>
    public readonly T GetNumberFromName<T>(NumberStyles style)
        where T : System.Numerics.INumberBase<T>
    {
        Span<byte> room = stackalloc byte[LongestShortText];
        var text = ShortText<T>(room);

        // The parser takes the words for what is not finite in any case, and makes infinity of what is too large.
        return T.TryParse(text, style, CultureInfo.InvariantCulture, out var value)
            && (T.IsFinite(value) || text.SequenceEqual("NaN"u8) || text.SequenceEqual("Infinity"u8) || text.SequenceEqual("-Infinity"u8))
                ? value
                : throw Unconvertible<T>();
    }

    /// <summary>Reads the number behind an enum.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    public readonly TEnum GetEnumNumber<TEnum>()
        where TEnum : struct, Enum =>
        IsNumber && _reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0
            && !(_reader.ValueSpan[0] == '-' && Type.GetTypeCode(typeof(TEnum)) is TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64)
            && Enum.TryParse(Encoding.UTF8.GetString(_reader.ValueSpan), out TEnum value)
                ? value
                : throw Unconvertible<TEnum>();

    /// <summary>The tokenizer takes any \u escape; that some are no characters shows when the text is unescaped.</summary>
    private readonly void CheckText()
    {
        if (_reader.ValueIsEscaped)
            UnescapedLength();
    }

    private readonly bool IsNumber => _reader.TokenType == JsonTokenType.Number;

    private readonly bool IsText => _reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;

    /// <summary>The unescaped text of the current string, copied when it must be; too long for any scalar is an error.</summary>
    private readonly ReadOnlySpan<byte> ShortText<T>(Span<byte> room)
    {
        if (!IsText || _reader.ValueSpan.Length > room.Length)
            throw Unconvertible<T>();
        return _reader.ValueIsEscaped ? room[..CopyText(room)] : _reader.ValueSpan;
    }
}
