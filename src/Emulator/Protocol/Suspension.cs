namespace Settee.Emulator.Protocol;

/// <summary>
/// A request that waits: for replicas, for a vbucket, or because a fault holds it. It keeps the frame, and is worked on again when
/// <see cref="Resume"/> is called, from whatever thread.
/// </summary>
internal sealed class Suspension(Connection connection, byte[] frame, bool mayBeOvertaken, long startedAt)
{
    private int _resumed;

    public byte[] Frame { get; } = frame;

    /// <summary>Whether later requests may be answered first (unordered execution).</summary>
    public bool MayBeOvertaken { get; } = mayBeOvertaken;

    public long StartedAt { get; } = startedAt;

    /// <summary>What the command wants to remember.</summary>
    public object? State { get; set; }

    /// <summary>Undoes what the wait needs when the connection goes first.</summary>
    public Action? Abandon { get; set; }

    public void Resume()
    {
        if (Interlocked.Exchange(ref _resumed, 1) == 0)
            connection.Continue(this);
    }
}
