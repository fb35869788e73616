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
