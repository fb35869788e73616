namespace Settee.Emulator.Storage;

/// <summary>
/// What a replica that lags behind does not have yet. Only the difference to the active copy is kept: the changes on their way, and for
/// each changed key the version that the replica still shows. Guarded by the vbucket's gate.
/// </summary>
internal sealed class LaggingCopy
{
    private readonly Queue<(DateTimeOffset Due, Document Version)> _onTheWay = [];
    private readonly Dictionary<byte[], (Document? Shown, int Changes)> _shown = new(KeyComparer.Instance);

    /// <summary>How long changes take; infinite for ones that never arrive.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>The last change that has arrived, given that of the active copy.</summary>
    public ulong SeqnoAt(DateTimeOffset now, ulong active)
    {
        Arrive(now);
        return _onTheWay.TryPeek(out var next) ? next.Version.Seqno - 1 : active;
    }

    public void Changed(Document? before, Document after, DateTimeOffset now)
    {
        Arrive(now);
        var due = Lag == Timeout.InfiniteTimeSpan || Lag > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + Lag;
        _onTheWay.Enqueue((due, after));
        _shown[after.Key] = _shown.TryGetValue(after.Key, out var entry) ? (entry.Shown, entry.Changes + 1) : (before, 1);
    }

    /// <summary>Whether the copy shows something of its own for the key, and what: null if it knows no such document.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, DateTimeOffset now, out Document? shown)
    {
        Arrive(now);
        var found = _shown.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var entry);
        shown = entry.Shown;
        return found;
    }

    public void CatchUp()
    {
        _onTheWay.Clear();
        _shown.Clear();
    }

    /// <summary>What the copy shows instead of the active's versions; the changes on their way are lost.</summary>
    public IReadOnlyList<(byte[] Key, Document? Shown)> TakeOver(DateTimeOffset now)
    {
        Arrive(now);
        var result = _shown.Select(static e => (e.Key, e.Value.Shown)).ToArray();
        CatchUp();
        return result;
    }

    private void Arrive(DateTimeOffset now)
    {
        while (_onTheWay.TryPeek(out var next) && next.Due <= now)
        {
            _onTheWay.Dequeue();
            var changes = _shown[next.Version.Key].Changes - 1;
            if (changes == 0)
                _shown.Remove(next.Version.Key);
            else
                _shown[next.Version.Key] = (next.Version, changes);
        }
    }
}
