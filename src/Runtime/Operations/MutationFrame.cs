using System.Buffers.Binary;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>The framing extras of mutations, written in one place so that no mutation can forget them.</summary>
internal static class MutationFrame
{
    private const byte DurabilityFrame = 0x10;
    private const byte PreserveTtlFrame = 0x50;
    private const int MinServerTimeoutMilliseconds = 1500;
    private const int MaxServerTimeoutMilliseconds = 65_534;

    /// <summary>Writes level and server time-out: nine tenths of the client's, so that the server's verdict arrives before it gives up.</summary>
    public static void WriteDurability(FrameBuffer body, Durability level, TimeSpan timeout)
    {
        if (level == Durability.None)
            return;

        var milliseconds = (int)Math.Clamp(timeout.TotalMilliseconds * 0.9, MinServerTimeoutMilliseconds, MaxServerTimeoutMilliseconds);
        var frame = body.GetSpan(4);
        frame[0] = DurabilityFrame | 3;
        frame[1] = (byte)level;
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)milliseconds);
        body.Advance(4);
    }

    public static void WritePreserveTtl(FrameBuffer body) => body.Write([PreserveTtlFrame]);
}
