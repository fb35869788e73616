using System.Buffers.Binary;
using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>What all mutations have in common on the wire, written in one place so that no mutation can forget it.</summary>
internal static class MutationFrame
{
    private const byte DurabilityFrame = 0x10;
    private const byte PreserveTtlFrame = 0x50;
    private const int TokenLength = 16;

    /// <summary>Writes the framing extras and tells which features they need.</summary>
    public static FeatureSet Write(FrameBuffer body, Durability durability, bool preserveExpiry, TimeSpan timeout)
    {
        var required = default(FeatureSet);
        if (durability.Level != DurabilityLevel.None)
        {
            WriteDurability(body, durability.Level, timeout);
            required = required.With(HelloFeature.SyncReplication).With(HelloFeature.AlternateRequest);
        }

        if (preserveExpiry)
        {
            body.Write([PreserveTtlFrame]);
            required = required.With(HelloFeature.PreserveTtl).With(HelloFeature.AlternateRequest);
        }

        return required;
    }

    /// <summary>The place of the write in the history of its vbucket; null when the server was not asked for it.</summary>
    public static MutationToken? ReadToken(RoutedRequest request, in ResponseFrame frame) => frame.Extras.Length < TokenLength
        ? null
        : new MutationToken(
            request.Collection.Dispatcher.BucketName,
            request.VBucket,
            BinaryPrimitives.ReadUInt64BigEndian(frame.Extras),
            BinaryPrimitives.ReadUInt64BigEndian(frame.Extras[8..]));

    // Nine tenths of the client's time-out, so that the server's verdict arrives before the client gives up.
    private static void WriteDurability(FrameBuffer body, DurabilityLevel level, TimeSpan timeout)
    {
        var ticks = Math.Clamp(timeout.Ticks / 10 * 9, ProtocolLimits.MinDurabilityTimeout.Ticks, ProtocolLimits.MaxDurabilityTimeout.Ticks);
        var frame = body.GetSpan(4);
        frame[0] = DurabilityFrame | 3;
        frame[1] = (byte)level;
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)(ticks / TimeSpan.TicksPerMillisecond));
        body.Advance(4);
    }
}
