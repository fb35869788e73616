using System.Collections.Concurrent;
using System.Text;
using Settee.Emulator.Cluster;
using Settee.Emulator.Durability;
using Settee.Emulator.RangeScan;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator;

/// <summary>A bucket: settings, collections, the map and the vbuckets with their documents.</summary>
internal sealed class Bucket
{
    private readonly Lock _gate = new();
    private volatile CollectionManifest _manifest;
    private volatile VBucketMap _map;
    private volatile VBucketMap? _forwardMap;
    private volatile EmulatorBucket _settings;

    public Bucket(EmulatorBucket settings, ServerClock clock, IReadOnlyList<int> members, bool withSystemScope = true)
    {
        _settings = settings;
        Clock = clock;
        NameBytes = Encoding.UTF8.GetBytes(settings.Name);
        VBuckets = new VBucket[settings.VBuckets];
        for (var v = 0; v < VBuckets.Length; v++)
            VBuckets[v] = new VBucket((ushort)v, clock, Memory);

        _map = VBucketMap.Spread(settings.VBuckets, settings.Replicas, members);
        var manifest = CollectionManifest.Create(withSystemScope);
        foreach (var scope in settings.Scopes)
        {
            if (scope.Name != CollectionManifest.DefaultName)
                manifest = manifest.WithScope(scope.Name);
            foreach (var collection in scope.Collections)
                manifest = manifest.WithCollection(scope.Name, collection.Name, collection.MaxTtl);
        }

        _manifest = manifest;
    }

    public EmulatorBucket Settings => _settings;

    public ServerClock Clock { get; }

    public string Name => Settings.Name;

    public byte[] NameBytes { get; }

    public string Uuid { get; } = Guid.NewGuid().ToString("n");

    public VBucket[] VBuckets { get; }

    public MemoryMeter Memory { get; } = new();

    /// <summary>With what writes are refused for now; success for not at all.</summary>
    public Status WriteRefusal { get; set; }

    /// <summary>How long changes take to the replicas on a node.</summary>
    public ConcurrentDictionary<int, TimeSpan> ReplicaLags { get; } = new();

    public CollectionManifest Manifest => _manifest;

    public VBucketMap Map => _map;

    /// <summary>The map as it will be after the rebalance that runs; null in the ordinary case.</summary>
    public VBucketMap? ForwardMap
    {
        get => _forwardMap;
        set => _forwardMap = value;
    }

    /// <summary>Special states that a test can put a bucket into; null in the ordinary case.</summary>
    public BucketCondition? Condition { get; init; }

    /// <summary>Whether the bucket was dropped; connections that have it selected lose it.</summary>
    public bool Dropped { get; set; }

    public ScanTable Scans { get; } = new();

    /// <summary>When replicas acknowledge durable writes.</summary>
    public ReplicationSwitch Replication { get; } = new();

    public VBucketState StateOf(int vbucket, int node) => Condition?.States is { } states
        ? (uint)vbucket < (uint)states.Count ? states[vbucket] : VBucketState.Absent
        : _map.StateOf(vbucket, node);

    /// <summary>The longest life in a collection; 0 for no limit. A collection may have its own, or none although the bucket has one.</summary>
    public uint MaxTtlOf(uint collection) => (_manifest.Find(collection)?.MaxTtl ?? 0) switch
    {
        0 => Settings.MaxTtl,
        CollectionManifest.NoMaxTtl => 0,
        var own => own,
    };

    public void SetReplicaLag(int node, TimeSpan lag)
    {
        if (lag == TimeSpan.Zero)
            ReplicaLags.TryRemove(node, out _);
        else
            ReplicaLags[node] = lag;
        foreach (var vbucket in VBuckets)
        {
            lock (vbucket.Gate)
                vbucket.SetLag(node, lag);
        }
    }

    public void SetDiskDelay(int node, TimeSpan delay)
    {
        foreach (var vbucket in VBuckets)
        {
            lock (vbucket.Gate)
                vbucket.SetDiskDelay(node, delay);
        }
    }

    public void ChangeMap(Func<VBucketMap, VBucketMap> change)
    {
        lock (_gate)
            _map = change(_map);
    }

    public void ChangeSettings(Func<EmulatorBucket, EmulatorBucket> change)
    {
        lock (_gate)
            _settings = change(_settings);
    }

    public CollectionManifest ChangeManifest(Func<CollectionManifest, CollectionManifest> change)
    {
        lock (_gate)
        {
            var before = _manifest;
            _manifest = change(before);
            Span<byte> prefix = stackalloc byte[Leb128.MaxLength];
            foreach (var gone in before.Collections.Where(c => _manifest.Find(c.Id) is null))
            {
                var length = Leb128.Write(prefix, gone.Id);
                foreach (var vbucket in VBuckets)
                {
                    lock (vbucket.Gate)
                        vbucket.Purge(prefix[..length]);
                }
            }

            return _manifest;
        }
    }

    public int CountDocuments()
    {
        var count = 0;
        foreach (var vbucket in VBuckets)
        {
            lock (vbucket.Gate)
                count += vbucket.Documents.Count(static d => !d.Deleted);
        }

        return count;
    }

    public void Flush()
    {
        foreach (var vbucket in VBuckets)
        {
            lock (vbucket.Gate)
                vbucket.Flush();
        }
    }
}
