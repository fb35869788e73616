using System.Buffers.Binary;
using Settee.Wire;

namespace Settee.Operations.Scans;

/// <summary>One document in an answer of a scan; the spans belong to the answer.</summary>
internal readonly ref struct ScanItem
{
    // Flags, expiry, sequence number, CAS and data type in front of each document.
    private const int MetadataLength = 25;

    private ScanItem(ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Key = key;
        Value = value;
        if (metadata.IsEmpty)
            return;

        Flags = BinaryPrimitives.ReadUInt32BigEndian(metadata);
        var expiry = BinaryPrimitives.ReadUInt32BigEndian(metadata[4..]);
        Expiry = expiry == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(expiry);
        Cas = new Cas(BinaryPrimitives.ReadUInt64BigEndian(metadata[16..]));
        DataType = (DataType)metadata[24];
    }

    public ReadOnlySpan<byte> Key { get; }

    public ReadOnlySpan<byte> Value { get; }

    public uint Flags { get; }

    public DateTimeOffset? Expiry { get; }

    public Cas Cas { get; }

    public DataType DataType { get; }

    /// <summary>Takes the next item off an answer; false when what is there is no whole item.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> answer, bool keysOnly, out ScanItem item)
    {
        item = default;
        var rest = answer;
        var metadata = ReadOnlySpan<byte>.Empty;
        if (!keysOnly)
        {
            if (rest.Length < MetadataLength)
                return false;

            metadata = rest[..MetadataLength];
            rest = rest[MetadataLength..];
        }

        var value = ReadOnlySpan<byte>.Empty;
        if (!TryReadBytes(ref rest, out var key) || (!keysOnly && !TryReadBytes(ref rest, out value)))
            return false;

        item = new ScanItem(metadata, key, value);
        answer = rest;
        return true;
    }

    private static bool TryReadBytes(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!Leb128.TryRead(rest, out var length, out var prefix) || length > (uint)(rest.Length - prefix))
            return false;

        bytes = rest.Slice(prefix, (int)length);
        rest = rest[(prefix + (int)length)..];
        return true;
    }
}
