using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Settee.Documents;

/// <content>Text that is not just ASCII. What turns out to be no valid text is left to the general reader, which words the error.</content>
internal ref partial struct JsonTokenizer
{
    private const int LongestOnStack = 256;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly string GetUncommonString()
    {
        if (!ValueIsEscaped)
            return Utf8.IsValid(ValueSpan) ? Encoding.UTF8.GetString(ValueSpan) : TokenAlone().GetString()!;

        // Unescaping only ever shortens.
        var rented = _length > LongestOnStack ? ArrayPool<byte>.Shared.Rent(_length) : null;
        var room = rented ?? stackalloc byte[LongestOnStack];
        try
        {
            return TryUnescape(room, out var length) ? Encoding.UTF8.GetString(room[..length]) : TokenAlone().GetString()!;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Copies the text of an escaped string; false when it is no valid text.</summary>
    private readonly bool TryUnescape(scoped Span<byte> utf8, out int length)
    {
        length = 0;
        var rest = ValueSpan;
        while (true)
        {
            var plain = rest.IndexOf((byte)'\\');
            (plain < 0 ? rest : rest[..plain]).CopyTo(utf8[length..]);
            if (plain < 0)
            {
                length += rest.Length;
                return Utf8.IsValid(utf8[..length]);
            }

            length += plain;
            var escape = rest[plain + 1];
            rest = rest[(plain + 2)..];
            if (escape != 'u')
            {
                utf8[length++] = Unescaped(escape);
            }
            else
            {
                if (!TryReadRune(ref rest, out var rune))
                    return false;
                length += rune.EncodeToUtf8(utf8[length..]);
            }
        }
    }

    private static byte Unescaped(byte escape) => escape switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => escape,
    };

    // Four hexadecimal digits, or two times four that are the halves of a character.
    private static bool TryReadRune(ref ReadOnlySpan<byte> behindEscape, out Rune rune)
    {
        var unit = HexUnit(behindEscape);
        behindEscape = behindEscape[4..];
        if (!char.IsHighSurrogate(unit) || behindEscape is not [(byte)'\\', (byte)'u', ..])
            return Rune.TryCreate(unit, out rune);

        var low = HexUnit(behindEscape[2..]);
        behindEscape = behindEscape[6..];
        return Rune.TryCreate(unit, low, out rune);
    }

    // The tokenizer has seen that these are digits.
    private static char HexUnit(ReadOnlySpan<byte> digits)
    {
        Span<byte> bytes = stackalloc byte[2];
        Convert.FromHexString(digits[..4], bytes, out _, out _);
        return (char)BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
