using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Settee.Emulator.Storage;

namespace Settee.Emulator.SubDocument;

/// <summary>Values that stand for something the client cannot know yet: the CAS and seqno of the change, a checksum of the new body.</summary>
internal static class Macros
{
    private static ReadOnlySpan<byte> Cas => "\"${Mutation.CAS}\""u8;

    private static ReadOnlySpan<byte> Seqno => "\"${Mutation.seqno}\""u8;

    private static ReadOnlySpan<byte> Checksum => "\"${Mutation.value_crc32c}\""u8;

    private static ReadOnlySpan<byte> DocumentPrefix => "\"${$document"u8;

    public static bool IsMacro(ReadOnlySpan<byte> value) =>
        value.SequenceEqual(Cas) || value.SequenceEqual(Seqno) || value.SequenceEqual(Checksum)
        || (value.StartsWith(DocumentPrefix) && value.EndsWith("}\""u8));

    /// <summary>The value that a macro stands for; null if it names a field of the document's metadata that does not exist.</summary>
    public static byte[]? Expand(ReadOnlySpan<byte> macro, ulong cas, ulong seqno, ReadOnlySpan<byte> body, VirtualXattrs before)
    {
        // The CAS is written with its bytes reversed, and replicas have agreed on that for ever.
        if (macro.SequenceEqual(Cas))
            return Quoted($"0x{BinaryPrimitives.ReverseEndianness(cas):x16}");
        if (macro.SequenceEqual(Seqno))
            return Quoted($"0x{seqno:x16}");
        if (macro.SequenceEqual(Checksum))
            return Quoted($"0x{Crc32C.Of(body):x8}");

        // "${$document.field}": the quotes and braces go, the path stays.
        return before.Read(macro[3..^2]);
    }

    public static byte[] Quoted(string text) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"{text}\""));
}
