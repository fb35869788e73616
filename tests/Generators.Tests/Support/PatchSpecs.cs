using System.Buffers.Binary;
using System.Text;
using Settee.Documents;
using Settee.Wire;

namespace Settee.Generators.Tests.Support;

/// <summary>The changes of a patch as text: command, flags, path and value.</summary>
internal static class PatchSpecs
{
    public static string[] Of(PatchBuilder builder)
    {
        var result = new List<string>();
        for (var rest = builder.Specs; !rest.IsEmpty;)
        {
            int path = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]), value = BinaryPrimitives.ReadInt32BigEndian(rest[4..]);
            result.Add($"{(Opcode)rest[0]} {(SubdocPathFlags)rest[1]} {Encoding.UTF8.GetString(rest.Slice(8, path))} {Encoding.UTF8.GetString(rest.Slice(8 + path, value))}");
            rest = rest[(8 + path + value)..];
        }

        Assert.Equal(result.Count, builder.Count);
        return [.. result];
    }
}
