using System.Collections.Frozen;

namespace Settee.Topology;

/// <summary>How keys find their node in a bucket.</summary>
internal enum NodeLocator
{
    /// <summary>The map describes the cluster, not a bucket.</summary>
    None,
    VBucket,

    /// <summary>A memcached bucket: consistent hashing over the nodes, no vbuckets.</summary>
    Ketama,
}

/// <summary>
/// One configuration of the cluster or of a bucket: immutable, so that readers never lock and a newer one is published by replacing
/// the reference.
/// </summary>
internal sealed class ClusterMap
{
    public required ClusterMapVersion Version { get; init; }

    /// <summary>The bucket, or null when the map describes the whole cluster.</summary>
    public string? BucketName { get; init; }

    /// <summary>Changes when a bucket is deleted and created again under the same name.</summary>
    public string? BucketUuid { get; init; }

    public NodeLocator Locator { get; init; }

    public required ClusterNode[] Nodes { get; init; }

    /// <summary>The vbuckets; null for the global map and for memcached buckets.</summary>
    public VBucketMap? VBuckets { get; init; }

    /// <summary>The vbuckets as they will be after the running rebalance; null when none runs.</summary>
    public VBucketMap? ForwardVBuckets { get; init; }

    /// <summary>The configured number of replicas; may exceed the replicas that exist.</summary>
    public int ReplicaCount { get; init; }

    public FrozenSet<string> BucketCapabilities { get; init; } = [];

    /// <summary>Capabilities of the cluster as "service.capability", such as "n1ql.readFromReplica".</summary>
    public FrozenSet<string> ClusterCapabilities { get; init; } = [];

    /// <summary>The version of the bucket's collections; null when the server does not tell.</summary>
    public ulong? CollectionsManifestUid { get; init; }

    public string? ClusterName { get; init; }

    public string? ClusterUuid { get; init; }

    /// <summary>The product that answered: "server" (also when it does not say) or "analytics".</summary>
    public string Product { get; init; } = "server";

    /// <summary>The network whose addresses the nodes show.</summary>
    public string Network { get; init; } = NetworkSelector.Default;

    public int VBucketCount => VBuckets?.Count ?? 0;

    /// <summary>The node with the active copy, or null while nobody has it.</summary>
    public ClusterNode? NodeFor(int vbucket) => Node(VBuckets, vbucket, 0);

    /// <summary>The node with a replica counted from 0, or null when there is none now.</summary>
    public ClusterNode? ReplicaFor(int vbucket, int replica) => replica < 0 ? null : Node(VBuckets, vbucket, replica + 1);

    /// <summary>The node that will have the active copy after the rebalance, or null when none runs.</summary>
    public ClusterNode? ForwardNodeFor(int vbucket) => Node(ForwardVBuckets, vbucket, 0);

    /// <summary>The node that produced the map, if it said so.</summary>
    public ClusterNode? ThisNode => Array.Find(Nodes, node => node.IsThisNode);

    /// <summary>Whether the version of this map is above that of <paramref name="current"/>; see <see cref="ClusterMapComparer"/>.</summary>
    public bool IsNewerThan(ClusterMap? current) => ClusterMapComparer.Compare(current, this) == MapVerdict.Accept;

    /// <summary>The same map with the addresses of another network.</summary>
    public ClusterMap OnNetwork(string network) => network == Network
        ? this
        : new ClusterMap
        {
            Version = Version,
            BucketName = BucketName,
            BucketUuid = BucketUuid,
            Locator = Locator,
            Nodes = Array.ConvertAll(Nodes, node => node.OnNetwork(network)),
            VBuckets = VBuckets,
            ForwardVBuckets = ForwardVBuckets,
            ReplicaCount = ReplicaCount,
            BucketCapabilities = BucketCapabilities,
            ClusterCapabilities = ClusterCapabilities,
            CollectionsManifestUid = CollectionsManifestUid,
            ClusterName = ClusterName,
            ClusterUuid = ClusterUuid,
            Product = Product,
            Network = network,
        };

    private ClusterNode? Node(VBucketMap? map, int vbucket, int copy)
    {
        if (map is null || (uint)vbucket >= (uint)map.Count)
            return null;

        var index = copy == 0 ? map.Active(vbucket) : map.Replica(vbucket, copy - 1);
        return index >= 0 ? Nodes[index] : null;
    }

    public override string ToString() => $"{BucketName ?? "(cluster)"} {Version}, {Nodes.Length} nodes, {VBucketCount} vbuckets";
}
