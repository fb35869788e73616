namespace Settee.Emulator.Storage;

/// <summary>
/// Finds documents whose time is over without looking at the others. It runs beside writes, seldom and for a few documents at a time, so
/// that no request pays for many. Guarded by the vbucket's gate.
/// </summary>
internal sealed class ExpirySweep
{
    /// <summary>Tombstones are forgotten after this time, as a server's compaction does.</summary>
    public const long TombstoneSeconds = 3 * 24 * 60 * 60;

    private const int MostAtOnce = 64;
    private const long Pause = 60;
    private PriorityQueue<byte[], long>? _due;
    private long _last;

    public void Add(Document document)
    {
        if (document.Deleted)
            (_due ??= new()).Enqueue(document.Key, document.LastModified + TombstoneSeconds);
        else if (document.Expiry != 0)
            (_due ??= new()).Enqueue(document.Key, document.Expiry);
    }

    /// <summary>Keys whose time may be over: a few, and none if the last look is not long ago.</summary>
    public IReadOnlyList<byte[]> TakeDue(long now, IReadOnlyDictionary<byte[], Document> documents)
    {
        if (_due is null || now - _last < Pause)
            return [];

        // Entries of documents that have changed since pile up; the documents know better then.
        if (_due.Count > (2 * documents.Count) + 1024)
        {
            _due.Clear();
            foreach (var document in documents.Values)
                Add(document);
        }

        var result = new List<byte[]>();
        while (result.Count < MostAtOnce && _due.TryPeek(out var key, out var due) && due < now)
        {
            _due.Dequeue();
            result.Add(key);
        }

        // What is left waits for the next write, not for the next minute.
        if (result.Count < MostAtOnce)
            _last = now;
        return result;
    }
}
