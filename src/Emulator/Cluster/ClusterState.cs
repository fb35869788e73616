using System.Collections.Concurrent;
using Settee.Emulator.Security;
using Settee.Emulator.Storage;

namespace Settee.Emulator.Cluster;

/// <summary>
/// What all nodes of a cluster agree on: members, buckets, users and the revision of the configuration. Every change that a client
/// could notice ends in <see cref="Publish"/>, which raises the revision and tells the nodes.
/// </summary>
internal sealed class ClusterState(ServerClock clock, UserDirectory users)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Bucket, int Node), ClusterConfig> _configs = new();
    private readonly ConcurrentDictionary<int, ConcurrentDictionary<string, ClusterConfig>> _frozen = new();
    private ClusterSnapshot _snapshot = new(1, 1, Guid.NewGuid().ToString("n"), []);

    /// <summary>Raised after a change, with the name of the bucket or null if all configurations changed.</summary>
    public event Action<Bucket?>? Changed;

    /// <summary>Runs something between two requests of every connection.</summary>
    public Action<Action> WhileNobodyWorks { get; init; } = static action => action();

    public ServerClock Clock { get; } = clock;

    public UserDirectory Users { get; } = users;

    public TokenDirectory Tokens { get; } = new();

    public ClusterSnapshot Snapshot => Volatile.Read(ref _snapshot);

    public IEnumerable<Bucket> Buckets => _buckets.Values.OrderBy(b => b.Name, StringComparer.Ordinal);

    public Bucket? FindBucket(string name) => _buckets.GetValueOrDefault(name);

    public IReadOnlyList<int> MemberIndices => [.. Snapshot.Members.Select(m => m.Index)];

    public Bucket AddBucket(EmulatorBucket settings, bool withSystemScope = true, BucketCondition? condition = null)
    {
        if (string.IsNullOrEmpty(settings.Name) || settings.Name.Length > 100)
            throw new ArgumentException("A bucket needs a name of at most 100 characters.", nameof(settings));
        if (settings.VBuckets is < 1 or > 1024)
            throw new ArgumentException("A bucket has 1 to 1024 vbuckets.", nameof(settings));
        if (settings.Replicas is < 0 or > 3)
            throw new ArgumentException("A bucket has 0 to 3 replicas.", nameof(settings));

        var bucket = new Bucket(settings, Clock, MemberIndices, withSystemScope) { Condition = condition };
        if (!_buckets.TryAdd(settings.Name, bucket))
            throw new ArgumentException($"Bucket \"{settings.Name}\" already exists.", nameof(settings));

        Publish(bucket);
        return bucket;
    }

    public bool DropBucket(string name)
    {
        if (!_buckets.TryRemove(name, out var bucket))
            return false;

        bucket.Dropped = true;
        Publish(bucket);
        return true;
    }

    /// <summary>
    /// Changes who owns which vbucket. A request that has found its node to be the owner is finished first: else it could write after the
    /// new owner has.
    /// </summary>
    public void ChangeMap(Bucket bucket, Func<VBucketMap, VBucketMap> change) => WhileNobodyWorks(() => bucket.ChangeMap(change));

    public void SetMembers(IReadOnlyList<NodeAddress> members)
    {
        lock (_gate)
            _snapshot = _snapshot with { Members = members };
        Publish(null);
    }

    /// <summary>The configuration as <paramref name="node"/> tells it; without a bucket the global one.</summary>
    public ClusterConfig ConfigOf(Bucket? bucket, int node)
    {
        if (_frozen.TryGetValue(node, out var frozen) && frozen.TryGetValue(bucket?.Name ?? "", out var old))
            return old;

        return CurrentConfigOf(bucket, node);
    }

    /// <summary>Lets a node tell what it tells now for as long as nobody thaws it.</summary>
    public void Freeze(int node)
    {
        var configs = new ConcurrentDictionary<string, ClusterConfig>(StringComparer.Ordinal) { [""] = CurrentConfigOf(null, node) };
        foreach (var bucket in Buckets)
            configs[bucket.Name] = CurrentConfigOf(bucket, node);
        _frozen[node] = configs;
    }

    public void Thaw(int node)
    {
        if (_frozen.TryRemove(node, out _))
            Publish(null);
    }

    /// <summary>Makes the new address of a member known; nothing happens if the node is no member.</summary>
    public void Replace(NodeAddress member)
    {
        lock (_gate)
            _snapshot = _snapshot with { Members = [.. _snapshot.Members.Select(m => m.Index == member.Index ? member : m)] };
        Publish(null);
    }

    private ClusterConfig CurrentConfigOf(Bucket? bucket, int node)
    {
        var snapshot = Snapshot;
        var key = (bucket?.Name ?? "", node);
        if (_configs.TryGetValue(key, out var config) && config.Revision == snapshot.Revision)
            return config;

        config = new ClusterConfig(snapshot.Epoch, snapshot.Revision, ConfigWriter.Write(snapshot, bucket, node));
        _configs[key] = config;
        return config;
    }

    /// <summary>Makes a change visible: a new revision, and a notice to those who asked for one.</summary>
    public void Publish(Bucket? bucket)
    {
        lock (_gate)
            Volatile.Write(ref _snapshot, _snapshot with { Revision = _snapshot.Revision + 1 });
        Changed?.Invoke(bucket);
    }
}
