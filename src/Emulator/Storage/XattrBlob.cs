using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Settee.Emulator.SubDocument;

namespace Settee.Emulator.Storage;

/// <summary>
/// Extended attributes as they travel in front of a body: the length of the section, then for each attribute its length, and name and
/// value, both ended by a zero byte.
/// </summary>
internal static class XattrBlob
{
    /// <summary>Puts attributes in front of a body.</summary>
    public static byte[] Write(Xattrs xattrs, ReadOnlySpan<byte> body)
    {
        var section = new ArrayBufferWriter<byte>(128);
        foreach (var (name, value) in xattrs.Entries)
        {
            var length = Encoding.UTF8.GetByteCount(name) + value.Length + 2;
            var entry = section.GetSpan(4 + length);
            BinaryPrimitives.WriteUInt32BigEndian(entry, (uint)length);
            var at = 4 + Encoding.UTF8.GetBytes(name, entry[4..]);
            entry[at++] = 0;
            value.CopyTo(entry[at..]);
            entry[at + value.Length] = 0;
            section.Advance(4 + length);
        }

        var result = new byte[4 + section.WrittenCount + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(result, (uint)section.WrittenCount);
        section.WrittenSpan.CopyTo(result.AsSpan(4));
        body.CopyTo(result.AsSpan(4 + section.WrittenCount));
        return result;
    }

    /// <summary>Separates attributes and body; false if the section is malformed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out Xattrs? xattrs, out ReadOnlySpan<byte> body)
    {
        xattrs = null;
        body = default;
        if (value.Length < 4)
            return false;

        var length = BinaryPrimitives.ReadUInt32BigEndian(value);
        if (length > value.Length - 4)
            return false;

        var rest = value.Slice(4, (int)length);
        body = value[(4 + (int)length)..];
        var entries = new List<KeyValuePair<string, byte[]>>();
        while (!rest.IsEmpty)
        {
            if (rest.Length < 4)
                return false;

            var size = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (size < 2 || size > rest.Length - 4)
                return false;

            var entry = rest.Slice(4, (int)size);
            rest = rest[(4 + (int)size)..];
            var end = entry.IndexOf((byte)0);
            if (end < 1 || entry[^1] != 0 || end == entry.Length - 1)
                return false;

            var text = entry[(end + 1)..^1];
            if (!JsonScanner.IsJson(text))
                return false;
            entries.Add(new(Encoding.UTF8.GetString(entry[..end]), text.ToArray()));
        }

        xattrs = Xattrs.From(entries);
        return true;
    }
}
