using System.Diagnostics.CodeAnalysis;
using Settee.Emulator.Cluster;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>
/// A request taken apart. The spans point into the receive buffer and end with the command; what validation finds out (collection,
/// durability, inflated value) is kept beside them.
/// </summary>
internal ref struct Request
{
    public FrameHeader Header { get; init; }

    public ReadOnlySpan<byte> Frame { get; init; }

    public ReadOnlySpan<byte> FramingExtras { get; init; }

    public ReadOnlySpan<byte> Extras { get; init; }

    /// <summary>The key as it was sent.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    public ReadOnlySpan<byte> Value { get; set; }

    /// <summary>What <see cref="Value"/> is once it has been inflated.</summary>
    public DataType DataType { get; set; }

    /// <summary>The value as it was sent, if it was compressed.</summary>
    public ReadOnlySpan<byte> CompressedValue { get; set; }

    /// <summary>The key with the collection id in front, whether or not the client sent it so.</summary>
    public ReadOnlySpan<byte> StorageKey { get; set; }

    public CollectionEntry? Collection { get; set; }

    public DurabilityRequirement Durability { get; set; }

    public bool PreserveTtl { get; set; }

    public Command Command { get; set; }

    /// <summary>What the command left when it had to wait, now that it goes on.</summary>
    public Suspension? Resumed { get; set; }

    /// <summary>When the request began to be worked on, for the duration told to the client.</summary>
    public long StartedAt { get; init; }

    public readonly ushort VBucketId => Header.VBucketOrStatus;

    public readonly ulong Cas => Header.Cas;

    /// <summary>Takes a complete frame apart.</summary>
    public static Request Parse(ReadOnlySpan<byte> frame, in FrameHeader header, long startedAt)
    {
        var body = frame[FrameHeader.Size..];
        var extrasAt = header.FramingExtrasLength;
        var keyAt = extrasAt + header.ExtrasLength;
        var valueAt = keyAt + header.KeyLength;
        return new Request
        {
            Header = header,
            Frame = frame,
            FramingExtras = body[..extrasAt],
            Extras = body[extrasAt..keyAt],
            Key = body[keyAt..valueAt],
            Value = body[valueAt..],
            DataType = header.DataType,
            Command = Command.Unknown,
            StartedAt = startedAt,
        };
    }
}
