using System.Runtime.InteropServices;

namespace Settee.Wire;

/// <summary>Maps a key to its vbucket: CRC-32 (IEEE 802.3) of the key without its collection prefix.</summary>
internal static class VBucketHash
{
    private const uint Polynomial = 0xEDB88320;

    // Four tables: table k answers for a byte that k more bytes follow, so that one step consumes a whole word.
    private static readonly uint[][] Tables = BuildTables();

    public static ushort VBucketOf(ReadOnlySpan<byte> key, int vbucketCount) =>
        (ushort)(((Crc32(key) >> 16) & 0x7fff) % (uint)vbucketCount);

    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, uint>(bytes);
        foreach (var word in words)
        {
            var mixed = crc ^ (BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
            crc = Tables[3][(byte)mixed] ^ Tables[2][(byte)(mixed >> 8)] ^ Tables[1][(byte)(mixed >> 16)] ^ Tables[0][mixed >> 24];
        }

        foreach (var b in bytes[(words.Length * sizeof(uint))..])
            crc = Tables[0][(byte)(crc ^ b)] ^ (crc >> 8);

        return ~crc;
    }

    private static uint[][] BuildTables()
    {
        var tables = new[] { new uint[256], new uint[256], new uint[256], new uint[256] };
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;

            tables[0][i] = crc;
        }

        for (var table = 1; table < tables.Length; table++)
        {
            for (var i = 0; i < 256; i++)
                tables[table][i] = (tables[table - 1][i] >> 8) ^ tables[0][(byte)tables[table - 1][i]];
        }

        return tables;
    }
}
