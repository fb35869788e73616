using System.Buffers.Binary;

namespace Settee.Wire;

/// <summary>
/// The 24 bytes in front of every frame. Classic frames have a two-byte key length; flexible ones (magic 0x08 and 0x18) give its
/// first byte to the length of the framing extras. The body is: framing extras, extras, key, value.
/// </summary>
internal readonly struct FrameHeader
{
    public const int Size = 24;

    public Magic Magic { get; init; }

    public byte RawOpcode { get; init; }

    public Opcode Opcode
    {
        get => (Opcode)RawOpcode;
        init => RawOpcode = (byte)value;
    }

    public int FramingExtrasLength { get; init; }

    public int KeyLength { get; init; }

    public int ExtrasLength { get; init; }

    public DataType DataType { get; init; }

    /// <summary>The vbucket of a request or the status of a response; both live in the same two bytes.</summary>
    public ushort VBucketOrStatus { get; init; }

    public Status Status => (Status)VBucketOrStatus;

    public int BodyLength { get; init; }

    public uint Opaque { get; init; }

    public ulong Cas { get; init; }

    public int ValueLength => BodyLength - FramingExtrasLength - ExtrasLength - KeyLength;

    public int FrameLength => Size + BodyLength;

    public bool IsFlexible => Magic is Magic.FlexibleRequest or Magic.FlexibleResponse;

    /// <summary>Reads a header. The parts may exceed the body: check <see cref="IsConsistent"/> before slicing.</summary>
    public static FrameHeader Read(ReadOnlySpan<byte> source)
    {
        _ = source[Size - 1];
        var magic = (Magic)source[0];
        var flexible = magic is Magic.FlexibleRequest or Magic.FlexibleResponse;
        return new FrameHeader
        {
            Magic = magic,
            RawOpcode = source[1],
            FramingExtrasLength = flexible ? source[2] : 0,
            KeyLength = flexible ? source[3] : BinaryPrimitives.ReadUInt16BigEndian(source[2..]),
            ExtrasLength = source[4],
            DataType = (DataType)source[5],
            VBucketOrStatus = BinaryPrimitives.ReadUInt16BigEndian(source[6..]),
            BodyLength = BinaryPrimitives.ReadInt32BigEndian(source[8..]),
            Opaque = BinaryPrimitives.ReadUInt32BigEndian(source[12..]),
            Cas = BinaryPrimitives.ReadUInt64BigEndian(source[16..]),
        };
    }

    /// <summary>Whether the body is as long as its parts say at least; a frame that fails this is stream corruption.</summary>
    public bool IsConsistent => BodyLength >= 0 && ValueLength >= 0;

    /// <summary>The same header for a body whose value is not compressed any more.</summary>
    public FrameHeader WithPlainBody(int bodyLength) => new()
    {
        Magic = Magic,
        RawOpcode = RawOpcode,
        FramingExtrasLength = FramingExtrasLength,
        KeyLength = KeyLength,
        ExtrasLength = ExtrasLength,
        DataType = DataType & ~DataType.Snappy,
        VBucketOrStatus = VBucketOrStatus,
        BodyLength = bodyLength,
        Opaque = Opaque,
        Cas = Cas,
    };

    /// <summary>Writes all 24 bytes: no byte of a reused buffer survives.</summary>
    public void Write(Span<byte> destination)
    {
        _ = destination[Size - 1];
        destination[0] = (byte)Magic;
        destination[1] = RawOpcode;
        if (IsFlexible)
        {
            destination[2] = (byte)FramingExtrasLength;
            destination[3] = (byte)KeyLength;
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)KeyLength);
        }

        destination[4] = (byte)ExtrasLength;
        destination[5] = (byte)DataType;
        BinaryPrimitives.WriteUInt16BigEndian(destination[6..], VBucketOrStatus);
        BinaryPrimitives.WriteInt32BigEndian(destination[8..], BodyLength);
        BinaryPrimitives.WriteUInt32BigEndian(destination[12..], Opaque);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], Cas);
    }
}
