using System.Security.Cryptography;
using Settee.Emulator.Durability;

namespace Settee.Emulator.Storage;

/// <summary>
/// The documents of one vbucket. All copies of a vbucket share it, and moving a vbucket between nodes moves nothing but its place in the
/// map; for replicas that are made to lag the difference is kept beside it. Callers hold <see cref="Gate"/> around everything that belongs together.
/// </summary>
internal sealed class VBucket
{
    private readonly Dictionary<byte[], Document> _documents = new(KeyComparer.Instance);
    private readonly Dictionary<byte[], Document>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly ServerClock _clock;
    private readonly ExpirySweep _sweep = new();
    private readonly MemoryMeter _meter;
    private Dictionary<int, LaggingCopy>? _lagging;
    private Dictionary<int, SlowDisk>? _slowDisks;
    private ulong _lastCas;

    public VBucket(ushort id, ServerClock clock, MemoryMeter? meter = null)
    {
        Id = id;
        _clock = clock;
        _meter = meter ?? new MemoryMeter();
        _lookup = _documents.GetAlternateLookup<ReadOnlySpan<byte>>();
        StartHistory();
    }

    public ushort Id { get; }

    public Lock Gate { get; } = new();

    public ulong Uuid { get; private set; }

    public ulong HighSeqno { get; private set; }

    /// <summary>Histories of the vbucket, the newest first: uuid and the seqno it begins with.</summary>
    public List<(ulong Uuid, ulong Seqno)> FailoverLog { get; } = [];

    /// <summary>Durable writes that wait for replicas; at most one per key.</summary>
    public SyncWrites SyncWrites { get; } = new();

    /// <summary>Who waits for changes that have not been made yet.</summary>
    public SeqnoWaits SeqnoWaits { get; } = new();

    public IReadOnlyCollection<Document> Documents => _documents.Values;

    public int Count => _documents.Count;

    /// <summary>The time of the vbucket's clock, which never goes back.</summary>
    public ulong Now => Math.Max(_clock.UnixNanoseconds, _lastCas);

    /// <summary>Whether the clock counts changes because the given CAS of some document is ahead of the time.</summary>
    public bool IsClockLogical => _lastCas > _clock.UnixNanoseconds;

    /// <summary>The live document, or null. An expired one becomes a tombstone on the way, as on a server that meets it.</summary>
    public Document? Find(ReadOnlySpan<byte> key)
    {
        var document = FindAny(key);
        return document is null or { Deleted: true } ? null : document;
    }

    /// <summary>The document or its tombstone.</summary>
    public Document? FindAny(ReadOnlySpan<byte> key)
    {
        if (!_lookup.TryGetValue(key, out var document))
            return null;

        return !document.Deleted && _clock.IsExpired(document.Expiry) ? Store(Tombstone(document)) : document;
    }

    /// <summary>Stores a version: it gets the next CAS, seqno and revision.</summary>
    public Document Store(Document version, ulong cas = 0)
    {
        var stored = version with
        {
            Cas = cas == 0 ? NextCas() : cas,
            Seqno = ++HighSeqno,
            Revision = version.Revision + 1,
            LastModified = _clock.UnixSeconds,
            LockedUntil = 0,
        };
        Put(stored);
        return stored;
    }

    /// <summary>Stores a version as it is but for its seqno, as replication does.</summary>
    public Document StoreWithMeta(Document version)
    {
        _lastCas = Math.Max(_lastCas, version.Cas);
        var stored = version with { Seqno = ++HighSeqno, LastModified = _clock.UnixSeconds };
        Put(stored);
        return stored;
    }

    /// <summary>Locks a document: another CAS, but no change that replicas or clients see as a new seqno.</summary>
    public Document Lock(Document document, TimeSpan duration)
    {
        var locked = document with { Cas = NextCas(), LockedUntil = _clock.UnixNanoseconds + (ulong)duration.Ticks * 100 };
        _documents[locked.Key] = locked;
        return locked;
    }

    public void Unlock(Document document) => _documents[document.Key] = document with { LockedUntil = 0 };

    public bool IsLocked(Document document) => document.LockedUntil != 0 && document.LockedUntil > _clock.UnixNanoseconds;

    /// <summary>What is left of a document when it goes: no body, and only the system attributes.</summary>
    public static Document Tombstone(Document document) => document with
    {
        Body = [],
        DataType = 0,
        Flags = 0,
        Deleted = true,
        Expiry = 0,
        Xattrs = Xattrs.SystemOnly(document.Xattrs),
    };

    /// <summary>Forgets every document whose key begins so: its collection was dropped.</summary>
    public void Purge(ReadOnlySpan<byte> prefix)
    {
        foreach (var key in _documents.Keys)
        {
            if (key.AsSpan().StartsWith(prefix))
                Forget(key);
        }

        CatchUp();
    }

    /// <summary>Lets a node's replica lag from now on; no time at all brings it up to date.</summary>
    public void SetLag(int node, TimeSpan lag)
    {
        if (lag == TimeSpan.Zero)
        {
            _lagging?.Remove(node);
            return;
        }

        _lagging ??= [];
        if (_lagging.TryGetValue(node, out var copy))
            copy.Lag = lag;
        else
            _lagging.Add(node, new LaggingCopy { Lag = lag });
    }

    /// <summary>The document as a node's replica has it, tombstones included.</summary>
    public Document? FindAnyOnReplica(int node, ReadOnlySpan<byte> key) =>
        _lagging is not null && _lagging.TryGetValue(node, out var copy) && copy.TryFind(key, _clock.Time.GetUtcNow(), out var shown)
            ? shown is { Deleted: false } && _clock.IsExpired(shown.Expiry) ? Tombstone(shown) : shown
            : FindAny(key);

    /// <summary>The live document as a node's replica has it.</summary>
    public Document? FindOnReplica(int node, ReadOnlySpan<byte> key) => FindAnyOnReplica(node, key) is { Deleted: false } document ? document : null;

    /// <summary>How far a node's copy has come.</summary>
    public ulong SeqnoOn(int node) => _lagging is not null && _lagging.TryGetValue(node, out var copy)
        ? copy.SeqnoAt(_clock.Time.GetUtcNow(), HighSeqno)
        : HighSeqno;

    /// <summary>Lets a node's disk be slow from now on; no time at all lets it have everything.</summary>
    public void SetDiskDelay(int node, TimeSpan delay)
    {
        if (delay == TimeSpan.Zero)
        {
            _slowDisks?.Remove(node);
            return;
        }

        _slowDisks ??= [];
        if (_slowDisks.TryGetValue(node, out var disk))
            disk.Delay = delay;
        else
            _slowDisks.Add(node, new SlowDisk { Delay = delay });
    }

    /// <summary>How far a node's copy has come on its disk, given how far it has come in memory.</summary>
    public ulong PersistedOn(int node, ulong inMemory) => _slowDisks is not null && _slowDisks.TryGetValue(node, out var disk)
        ? disk.SeqnoAt(_clock.Time.GetUtcNow(), inMemory)
        : inMemory;

    /// <summary>Brings one node's replica up to date, or all; it goes on lagging afterwards.</summary>
    public void CatchUp(int? node = null)
    {
        if (_lagging is null)
            return;

        foreach (var (index, copy) in _lagging)
        {
            if (node is null || index == node)
                copy.CatchUp();
        }
    }

    /// <summary>Makes a node's replica the active copy: what has not reached it is lost, and others follow it.</summary>
    public void TakeOver(int node)
    {
        if (_lagging is not null && _lagging.TryGetValue(node, out var copy))
        {
            var seqno = SeqnoOn(node);
            foreach (var (key, shown) in copy.TakeOver(_clock.Time.GetUtcNow()))
            {
                if (shown is null)
                    Forget(key);
                else
                    Replace(shown);
            }

            HighSeqno = seqno;
            ForgetWaitingForDisks();
        }

        CatchUp();
        StartHistory();
    }

    /// <summary>Empties the vbucket; its history starts anew.</summary>
    public void Flush()
    {
        foreach (var key in _documents.Keys)
            Forget(key);
        CatchUp();
        ForgetWaitingForDisks();
        HighSeqno = 0;
        FailoverLog.Clear();
        StartHistory();
    }

    /// <summary>A new branch of history, as a failover begins one: tokens of the old branch are recognised as old.</summary>
    public void StartHistory()
    {
        Uuid = ((ulong)RandomNumberGenerator.GetInt32(1, int.MaxValue) << 16) | (ushort)RandomNumberGenerator.GetInt32(1, 0x10000);
        FailoverLog.Insert(0, (Uuid, HighSeqno));
    }

    private void Put(Document stored)
    {
        var before = Replace(stored);
        _sweep.Add(stored);
        if (_lagging is not null)
        {
            var now = _clock.Time.GetUtcNow();
            foreach (var copy in _lagging.Values)
                copy.Changed(before, stored, now);
        }

        if (_slowDisks is not null)
        {
            var now = _clock.Time.GetUtcNow();
            foreach (var disk in _slowDisks.Values)
                disk.Changed(stored.Seqno, now);
        }

        SeqnoWaits.Reached(HighSeqno);
        Sweep();
    }

    // Sequence numbers start again from a lower one: what waits under higher ones does not exist any more.
    private void ForgetWaitingForDisks()
    {
        foreach (var disk in _slowDisks?.Values ?? Enumerable.Empty<SlowDisk>())
            disk.CatchUp();
    }

    private void Sweep()
    {
        var now = _clock.UnixSeconds;
        foreach (var key in _sweep.TakeDue(now, _documents))
        {
            if (FindAny(key) is { Deleted: true } tombstone && tombstone.LastModified + ExpirySweep.TombstoneSeconds < now)
                Forget(key);
        }
    }

    private Document? Replace(Document stored)
    {
        _documents.TryGetValue(stored.Key, out var before);
        _documents[stored.Key] = stored;
        _meter.Change(before, stored);
        return before;
    }

    private void Forget(byte[] key)
    {
        if (_documents.Remove(key, out var gone))
            _meter.Change(gone, null);
    }

    public ulong NextCas()
    {
        // A hybrid clock: nanoseconds, whose low 16 bits count what happens while the clock stands still.
        var now = _clock.UnixNanoseconds & ~0xfffful;
        return _lastCas = Math.Max(now, _lastCas + 1);
    }
}
