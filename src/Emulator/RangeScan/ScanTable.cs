using Settee.Emulator.Storage;

namespace Settee.Emulator.RangeScan;

/// <summary>One scan: the documents as they were when it began, and how far it has come.</summary>
internal sealed class Scan(Document[] documents, int vbucket, bool keysOnly, long startedAt, bool withXattrs = false)
{
    public int VBucket { get; } = vbucket;

    public bool KeysOnly { get; } = keysOnly;

    public bool WithXattrs { get; } = withXattrs;

    public long StartedAt { get; } = startedAt;

    public Document[] Documents { get; } = documents;

    public int Position { get; set; }

    public bool IsAtEnd => Position >= Documents.Length;
}

/// <summary>The range scans of a bucket by their ids. Scans that nobody finishes end after a while.</summary>
internal sealed class ScanTable
{
    private const int MaxScans = 1024;
    private const long LifetimeSeconds = 180;
    private readonly Dictionary<Guid, Scan> _scans = [];

    /// <summary>Registers a scan; null if there are too many.</summary>
    public Guid? Add(Scan scan, long now)
    {
        lock (_scans)
        {
            foreach (var (id, old) in _scans)
            {
                if (now - old.StartedAt > LifetimeSeconds)
                    _scans.Remove(id);
            }

            if (_scans.Count >= MaxScans)
                return null;

            var added = Guid.NewGuid();
            _scans.Add(added, scan);
            return added;
        }
    }

    /// <summary>Takes a scan out, so that only one request works on it at a time.</summary>
    public Scan? Take(Guid id, int vbucket)
    {
        lock (_scans)
        {
            if (!_scans.TryGetValue(id, out var scan) || scan.VBucket != vbucket)
                return null;

            _scans.Remove(id);
            return scan;
        }
    }

    public void PutBack(Guid id, Scan scan)
    {
        lock (_scans)
            _scans[id] = scan;
    }
}
