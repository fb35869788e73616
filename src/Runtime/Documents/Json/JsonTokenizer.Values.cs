using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Settee.Documents;

/// <content>What the tokens are worth. Whatever is not common is left to <see cref="Utf8JsonReader"/>, which sees just the token.</content>
internal ref partial struct JsonTokenizer
{
    private const int LengthOfGuid = 36;

    public readonly bool TryGetSByte(out sbyte value) => Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetByte(out byte value) => Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetInt16(out short value) => Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetUInt16(out ushort value) => Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetInt32(out int value) => Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetUInt32(out uint value) => Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetInt64(out long value) => Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetUInt64(out ulong value) => Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetDouble(out double value) =>
        ShortDecimal.TryParse(ValueSpan, out value) || double.TryParse(ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    public readonly bool TryGetSingle(out float value) =>
        ShortDecimal.TryParse(ValueSpan, out value) || float.TryParse(ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    public readonly bool TryGetDecimal(out decimal value)
    {
        var format = ValueSpan.IndexOfAny((byte)'e', (byte)'E') < 0 ? default : 'e';
        return Utf8Parser.TryParse(ValueSpan, out value, out var used, format) && used == _length;
    }

    public readonly bool TryGetGuid(out Guid value)
    {
        if (_length == LengthOfGuid && !ValueIsEscaped)
            return Utf8Parser.TryParse(ValueSpan, out value, out var used, 'D') && used == LengthOfGuid;

        return TokenAlone().TryGetGuid(out value);
    }

    public readonly bool TryGetDateTime(out DateTime value) =>
        IsoTime.TryParseUtc(ValueSpan, out value) || TokenAlone().TryGetDateTime(out value);

    public readonly bool TryGetDateTimeOffset(out DateTimeOffset value) =>
        IsoTime.TryParse(ValueSpan, out value) || TokenAlone().TryGetDateTimeOffset(out value);

    public readonly bool TryGetBytesFromBase64([NotNullWhen(true)] out byte[]? value) => TokenAlone().TryGetBytesFromBase64(out value);

    /// <summary>The text of a string or name.</summary>
    /// <exception cref="InvalidOperationException">It is no valid text.</exception>
    public readonly string GetString() => _kind == TextKind.Plain ? Encoding.Latin1.GetString(ValueSpan) : GetUncommonString();

    /// <summary>Copies the unescaped text of a string or name, and returns its length in bytes.</summary>
    /// <exception cref="InvalidOperationException">It is no valid text.</exception>
    public readonly int CopyString(Span<byte> utf8)
    {
        if (ValueIsEscaped)
            return TryUnescape(utf8, out var length) ? length : TokenAlone().CopyString(utf8);

        if (_kind != TextKind.Plain && !Utf8.IsValid(ValueSpan))
            return TokenAlone().CopyString(utf8);

        ValueSpan.CopyTo(utf8);
        return _length;
    }

    /// <summary>Whether the unescaped text of a string or name is this.</summary>
    /// <exception cref="InvalidOperationException">It is no valid text.</exception>
    public readonly bool ValueTextEquals(ReadOnlySpan<byte> utf8) =>
        ValueIsEscaped ? TokenAlone().ValueTextEquals(utf8) : ValueSpan.SequenceEqual(utf8);

    /// <summary>A reader that stands on the current scalar and knows nothing else.</summary>
    private readonly Utf8JsonReader TokenAlone()
    {
        var quotes = TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
        var reader = new Utf8JsonReader(_text.Slice(_start - quotes, _length + quotes + quotes));
        reader.Read();
        return reader;
    }
}
