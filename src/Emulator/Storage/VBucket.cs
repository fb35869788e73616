using System.Security.Cryptography;
using Settee.Emulator.Durability;

namespace Settee.Emulator.Storage;

/// <summary>
/// The documents of one vbucket. All copies of a vbucket share it: replication is instantaneous, and moving a vbucket between nodes
/// moves nothing but its place in the map. Callers hold <see cref="Gate"/> around everything that belongs together.
/// </summary>
internal sealed class VBucket
{
    private readonly Dictionary<byte[], Document> _documents = new(KeyComparer.Instance);
    private readonly Dictionary<byte[], Document>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly ServerClock _clock;
    private ulong _lastCas;

    public VBucket(ushort id, ServerClock clock)
    {
        Id = id;
        _clock = clock;
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
        _documents[stored.Key] = stored;
        SeqnoWaits.Reached(HighSeqno);
        return stored;
    }

    /// <summary>Stores a version as it is but for its seqno, as replication does.</summary>
    public Document StoreWithMeta(Document version)
    {
        _lastCas = Math.Max(_lastCas, version.Cas);
        var stored = version with { Seqno = ++HighSeqno, LastModified = _clock.UnixSeconds };
        _documents[stored.Key] = stored;
        SeqnoWaits.Reached(HighSeqno);
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
                _documents.Remove(key);
        }
    }

    /// <summary>Empties the vbucket; its history starts anew.</summary>
    public void Flush()
    {
        _documents.Clear();
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

    public ulong NextCas()
    {
        // A hybrid clock: nanoseconds, whose low 16 bits count what happens while the clock stands still.
        var now = _clock.UnixNanoseconds & ~0xfffful;
        return _lastCas = Math.Max(now, _lastCas + 1);
    }
}
