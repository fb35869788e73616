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
    public KeyValueNode? OwnerOf(ushort vbucket)
    {
        var index = Map.VBuckets!.Active(vbucket);
        return index >= 0 ? _nodesByIndex[index] : null;
    }
}
