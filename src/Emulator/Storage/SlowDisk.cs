namespace Settee.Emulator.Storage;

/// <summary>What a node's disk does not have yet of a vbucket: the changes on their way to it. Guarded by the vbucket's gate.</summary>
internal sealed class SlowDisk
{
    private readonly Queue<(DateTimeOffset Due, ulong Seqno)> _onTheWay = [];

    /// <summary>How long changes take; infinite for ones that never arrive.</summary>
    public TimeSpan Delay { get; set; }

    public void Changed(ulong seqno, DateTimeOffset now) =>
        _onTheWay.Enqueue((Delay == Timeout.InfiniteTimeSpan || Delay > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + Delay, seqno));

    /// <summary>The last change on disk, given the last one in memory.</summary>
    public ulong SeqnoAt(DateTimeOffset now, ulong inMemory)
    {
        while (_onTheWay.TryPeek(out var next) && next.Due <= now)
            _onTheWay.Dequeue();

        return _onTheWay.TryPeek(out var waiting) ? Math.Min(waiting.Seqno - 1, inMemory) : inMemory;
    }

    public void CatchUp() => _onTheWay.Clear();
}
