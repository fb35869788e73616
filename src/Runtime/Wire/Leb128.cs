namespace Settee.Wire;

/// <summary>Unsigned LEB128, the encoding of collection ids in front of keys and of lengths in range scans.</summary>
internal static class Leb128
{
    public const int MaxLength = 5;

    public static int Write(Span<byte> destination, uint value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            destination[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[length++] = (byte)value;
        return length;
    }

    public static int Length(uint value) => value switch
    {
        < 1u << 7 => 1,
        < 1u << 14 => 2,
        < 1u << 21 => 3,
        < 1u << 28 => 4,
        _ => 5,
    };

    /// <summary>Reads a value; false when the bytes end early, exceed 32 bits or are not the shortest encoding.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out uint value, out int length)
    {
        ulong result = 0;
        value = 0;
        length = 0;
        for (var i = 0; i < Math.Min(source.Length, MaxLength); i++)
        {
            result |= (ulong)(source[i] & 0x7f) << (7 * i);
            if ((source[i] & 0x80) != 0)
                continue;

            if (result > uint.MaxValue || (i > 0 && source[i] == 0))
                return false;

            value = (uint)result;
            length = i + 1;
            return true;
        }

        return false;
    }
}
