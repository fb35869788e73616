using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Settee.Documents;

/// <summary>Text that is the same in JSON, in UTF-8 and in memory but for the width of its characters: printable ASCII without quote and backslash.</summary>
internal static class PlainText
{
    /// <summary>Copies the plain characters at the beginning, as many as there are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="utf8">As long as the text or longer; what is behind the copied bytes may be overwritten.</param>
    /// <returns>How many characters, and bytes, were copied.</returns>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        var source = MemoryMarshal.Cast<char, ushort>(text);
        var copied = 0;
        for (; source.Length - copied >= Vector128<byte>.Count; copied += Vector128<byte>.Count)
        {
            var block = source.Slice(copied, Vector128<byte>.Count);
            var bytes = Vector128.NarrowWithSaturation(
                Vector128.Create(block[..Vector128<ushort>.Count]), Vector128.Create(block[Vector128<ushort>.Count..]));
            bytes.CopyTo(utf8.Slice(copied, Vector128<byte>.Count));
            if (Special(bytes) is var special and not 0)
                return copied + BitOperations.TrailingZeroCount(special);
        }

        if (source.Length - copied >= Vector64<byte>.Count)
        {
            var block = Vector128.Create(source.Slice(copied, Vector128<ushort>.Count));
            var bytes = Vector128.NarrowWithSaturation(block, block);
            bytes.GetLower().CopyTo(utf8.Slice(copied, Vector64<byte>.Count));
            if (Special(bytes) is var special and not 0)
                return copied + BitOperations.TrailingZeroCount(special);
            copied += Vector64<byte>.Count;
        }

        for (; copied < source.Length && IsPlain(source[copied]); copied++)
            utf8[copied] = (byte)source[copied];
        return copied;
    }

    private static bool IsPlain(ushort c) => c is >= ' ' and < '\u007f' and not ('"' or '\\');

    /// <summary>A bit for each byte that is not plain; every character beyond ASCII has become one of those.</summary>
    private static uint Special(Vector128<byte> bytes)
    {
        var outside = Vector128.GreaterThanOrEqual(bytes - Vector128.Create((byte)' '), Vector128.Create((byte)('\u007f' - ' ')));
        var escaped = Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));
        return (outside | escaped).ExtractMostSignificantBits();
    }
}
