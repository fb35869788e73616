using System.Numerics;

namespace Settee.Emulator.Storage;

/// <summary>The Castagnoli checksum with which the server describes bodies.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
