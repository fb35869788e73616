using System.Buffers.Binary;

namespace Runtime.Tests.Support;

/// <summary>A frame taken apart by the tables of the protocol, independently of the client's code.</summary>
internal sealed class WireFrame(byte[] bytes)
{
    public byte[] Bytes => bytes;

    public byte Magic => bytes[0];

    public byte Opcode => bytes[1];

    private bool IsFlexible => Magic is 0x08 or 0x18;

    private int FramingLength => IsFlexible ? bytes[2] : 0;

    private int KeyLength => IsFlexible ? bytes[3] : (bytes[2] << 8) | bytes[3];

    private int ExtrasLength => bytes[4];

    public byte DataType => bytes[5];

    public ushort VBucket => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(6));

    public uint Opaque => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12));

    public ulong Cas => BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(16));

    public byte[] Framing => bytes[24..(24 + FramingLength)];

    public byte[] Extras => bytes[(24 + FramingLength)..(24 + FramingLength + ExtrasLength)];

    public byte[] Key => bytes[(24 + FramingLength + ExtrasLength)..(24 + FramingLength + ExtrasLength + KeyLength)];

    public byte[] Value => bytes[(24 + FramingLength + ExtrasLength + KeyLength)..];

    /// <summary>A request or answer with the given parts.</summary>
    public static byte[] Frame(
        byte magic, byte opcode, byte[] framing, byte[] extras, byte[] key, byte[] value, byte dataType, ushort vbucketOrStatus, uint opaque, ulong cas)
    {
        var frame = new byte[24 + framing.Length + extras.Length + key.Length + value.Length];
        frame[0] = magic;
        frame[1] = opcode;
        if (magic is 0x08 or 0x18)
        {
            frame[2] = (byte)framing.Length;
            frame[3] = (byte)key.Length;
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)key.Length);
        }

        frame[4] = (byte)extras.Length;
        frame[5] = dataType;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(6), vbucketOrStatus);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(8), frame.Length - 24);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(12), opaque);
        BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(16), cas);
        byte[] body = [.. framing, .. extras, .. key, .. value];
        body.CopyTo(frame, 24);
        return frame;
    }

    public static byte[] Response(WireFrame request, ushort status, byte[]? extras = null, byte[]? value = null, byte dataType = 0, ulong cas = 0) =>
        Frame(0x81, request.Opcode, [], extras ?? [], [], value ?? [], dataType, status, request.Opaque, cas);

    /// <summary>The vbucket of a key, bit by bit.</summary>
    public static ushort VBucketOf(ReadOnlySpan<byte> key, int vbuckets)
    {
        var crc = uint.MaxValue;
        foreach (var b in key)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return (ushort)(((~crc >> 16) & 0x7fff) % (uint)vbuckets);
    }

    /// <summary>The framing extras as texts: "durability 1 9000ms", "preserve-ttl".</summary>
    public IEnumerable<string> FrameInfos()
    {
        var rest = Framing;
        while (rest.Length > 0)
        {
            int id = rest[0] >> 4, length = rest[0] & 15;
            var payload = rest[1..(1 + length)];
            yield return (id, length) switch
            {
                (1, 1) => $"durability {payload[0]}",
                (1, 3) => $"durability {payload[0]} {BinaryPrimitives.ReadUInt16BigEndian(payload.AsSpan(1))}ms",
                (5, 0) => "preserve-ttl",
                _ => $"unknown {id}",
            };
            rest = rest[(1 + length)..];
        }
    }
}
