using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Settee.Wire;

/// <summary>
/// The raw block format of Snappy: the uncompressed length as LEB128, then literals and copies. Decompression never writes beyond the
/// announced length, which the caller bounds; malformed input is told, not thrown.
/// </summary>
internal static class Snappy
{
    private const int MaxCopyLength = 64;
    private const int MaxHashBits = 14;
    private const int MinHashBits = 8;

    // Positions are kept in 16 bits, so a block is at most as long as those can say.
    private const int BlockLength = 1 << 16;

    /// <summary>The most bytes that compressing so many can take.</summary>
    public static int MaxCompressedLength(int length) => checked(32 + length + (length / 6));

    /// <summary>Reads the uncompressed length; false if it is not there or larger than <paramref name="limit"/>.</summary>
    public static bool TryGetLength(ReadOnlySpan<byte> source, int limit, out int length)
    {
        length = 0;
        if (!Leb128.TryRead(source, out var value, out _) || value > (uint)limit)
            return false;

        length = (int)value;
        return true;
    }

    /// <summary>Decompresses a whole block into an array of its own; null if it is malformed or longer than <paramref name="limit"/>.</summary>
    public static byte[]? Decompress(ReadOnlySpan<byte> source, int limit)
    {
        if (!TryGetLength(source, limit, out var length) || length > PlausibleLength(source.Length))
            return null;

        var result = new byte[length];
        return TryDecompress(source, result) ? result : null;
    }

    /// <summary>Decompresses into <paramref name="destination"/>, which must be exactly as long as the block announces.</summary>
    public static bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (!Leb128.TryRead(source, out var length, out var position) || length != (uint)destination.Length)
            return false;

        var written = 0;
        while (position < source.Length)
        {
            var tag = source[position++];
            if ((tag & 3) == 0)
            {
                if (!TryReadLiteral(tag, source, ref position, destination[written..], out var literal))
                    return false;

                written += literal;
                continue;
            }

            if (!TryReadCopy(tag, source, ref position, out var offset, out var count)
                || offset == 0 || offset > written || count > destination.Length - written)
            {
                return false;
            }

            Copy(destination, written, offset, count);
            written += count;
        }

        return written == destination.Length;
    }

    /// <summary>Compresses into an array of its own.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> source)
    {
        var rented = ArrayPool<byte>.Shared.Rent(MaxCompressedLength(source.Length));
        try
        {
            return rented.AsSpan(0, Compress(source, rented)).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Compresses; the destination needs <see cref="MaxCompressedLength"/> bytes. Returns how many were written.</summary>
    public static int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var written = Leb128.Write(destination, (uint)source.Length);

        // Clearing a table for large blocks would cost a small value more than compressing it.
        var bits = Math.Clamp(BitOperations.Log2((uint)source.Length | 1) + 1, MinHashBits, MaxHashBits);
        var table = ArrayPool<ushort>.Shared.Rent(1 << bits);
        try
        {
            while (source.Length > 0)
            {
                var block = source[..Math.Min(source.Length, BlockLength)];
                table.AsSpan(0, 1 << bits).Clear();
                written += CompressBlock(block, destination[written..], table, bits);
                source = source[block.Length..];
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(table);
        }

        return written;
    }

    // The longest copy (64 bytes) takes three bytes: an announcement beyond that ratio is a lie, and not worth the memory.
    public static long PlausibleLength(int compressed) => (long)compressed * MaxCopyLength;

    private static bool TryReadLiteral(byte tag, ReadOnlySpan<byte> source, ref int position, Span<byte> destination, out int length)
    {
        length = (tag >> 2) + 1;
        var extra = length - 60;
        if (extra > 0)
        {
            if (source.Length - position < extra)
                return false;

            uint value = 0;
            for (var i = 0; i < extra; i++)
                value |= (uint)source[position + i] << (8 * i);

            position += extra;
            if (value >= int.MaxValue)
                return false;

            length = (int)value + 1;
        }

        if (length > source.Length - position || length > destination.Length)
            return false;

        source.Slice(position, length).CopyTo(destination);
        position += length;
        return true;
    }

    private static bool TryReadCopy(byte tag, ReadOnlySpan<byte> source, ref int position, out int offset, out int length)
    {
        offset = 0;
        length = (tag >> 2) + 1;
        var left = source[position..];
        switch (tag & 3)
        {
            case 1:
                if (left.Length < 1)
                    return false;
                length = ((tag >> 2) & 7) + 4;
                offset = ((tag >> 5) << 8) | left[0];
                position += 1;
                return true;
            case 2:
                if (left.Length < 2)
                    return false;
                offset = BinaryPrimitives.ReadUInt16LittleEndian(left);
                position += 2;
                return true;
            default:
                if (left.Length < 4)
                    return false;
                var wide = BinaryPrimitives.ReadUInt32LittleEndian(left);
                position += 4;
                offset = wide > int.MaxValue ? 0 : (int)wide;
                return true;
        }
    }

    private static void Copy(Span<byte> destination, int written, int offset, int count)
    {
        if (offset >= count)
        {
            destination.Slice(written - offset, count).CopyTo(destination[written..]);
            return;
        }

        // Source and target overlap: the bytes just written are read again, which repeats a pattern.
        for (var i = 0; i < count; i++)
            destination[written + i] = destination[written - offset + i];
    }

    private static int CompressBlock(ReadOnlySpan<byte> block, Span<byte> destination, ushort[] table, int bits)
    {
        var written = 0;
        var literalStart = 0;
        var position = 0;
        while (position + sizeof(uint) <= block.Length)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(block[position..]);
            var slot = (int)((word * 0x1e35a7bdu) >> (32 - bits));
            var candidate = table[slot];
            table[slot] = (ushort)position;
            if (candidate >= position || BinaryPrimitives.ReadUInt32LittleEndian(block[candidate..]) != word)
            {
                position++;
                continue;
            }

            written += WriteLiteral(block[literalStart..position], destination[written..]);
            var length = sizeof(uint)
                + block[(position + sizeof(uint))..].CommonPrefixLength(block[(candidate + sizeof(uint))..]);
            written += WriteCopy(position - candidate, length, destination[written..]);
            position += length;
            literalStart = position;
        }

        return written + WriteLiteral(block[literalStart..], destination[written..]);
    }

    private static int WriteLiteral(ReadOnlySpan<byte> literal, Span<byte> destination)
    {
        if (literal.IsEmpty)
            return 0;

        var n = literal.Length - 1;
        var header = 1;
        if (n < 60)
        {
            destination[0] = (byte)(n << 2);
        }
        else
        {
            var bytes = (BitOperations.Log2((uint)n) / 8) + 1;
            destination[0] = (byte)((59 + bytes) << 2);
            for (var i = 0; i < bytes; i++)
                destination[1 + i] = (byte)(n >> (8 * i));
            header += bytes;
        }

        literal.CopyTo(destination[header..]);
        return header + literal.Length;
    }

    private static int WriteCopy(int offset, int length, Span<byte> destination)
    {
        var written = 0;
        while (length > 0)
        {
            var count = Math.Min(length, MaxCopyLength);
            destination[written] = (byte)(((count - 1) << 2) | 2);
            BinaryPrimitives.WriteUInt16LittleEndian(destination[(written + 1)..], (ushort)offset);
            written += 3;
            length -= count;
        }

        return written;
    }
}
