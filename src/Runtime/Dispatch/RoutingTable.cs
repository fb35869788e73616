using Settee.Topology;

namespace Settee.Dispatch;

/// <summary>A cluster map and the connections to its nodes: one immutable snapshot that dispatch reads without a lock.</summary>
internal sealed class RoutingTable
{
    private readonly KeyValueNode?[] _nodesByIndex;

    public RoutingTable(ClusterMap map, KeyValueNode?[] nodesByIndex)
    {
        Map = map;
        _nodesByIndex = nodesByIndex;
        Nodes = [.. nodesByIndex.OfType<KeyValueNode>()];
    }

    public ClusterMap Map { get; }

    /// <summary>The nodes that hold data of the bucket.</summary>
    public KeyValueNode[] Nodes { get; }

    /// <summary>The node with the active copy; null while nobody has it.</summary>
    public KeyValueNode? OwnerOf(ushort vbucket) => NodeAt(Map.VBuckets!.Active(vbucket));

    /// <summary>The node with the n-th replica, from 1; null while nobody has it.</summary>
    public KeyValueNode? ReplicaOf(ushort vbucket, int copy) => NodeAt(Map.VBuckets!.Replica(vbucket, copy - 1));

    /// <summary>
    /// The node to ask next. During a rebalance the owner may already have handed the vbucket on (SDK-RFC 5): once it has refused, the
    /// request goes to the owner-to-be.
    /// </summary>
    public KeyValueNode? NodeFor(ushort vbucket, string? refusedBy)
    {
        var owner = OwnerOf(vbucket);
        return refusedBy is not null && Map.ForwardVBuckets is { } forward && (owner is null || owner.Name == refusedBy)
            ? NodeAt(forward.Active(vbucket)) ?? owner
            : owner;
    }

    private KeyValueNode? NodeAt(int index) => index >= 0 ? _nodesByIndex[index] : null;
}
