namespace Settee.Emulator.Protocol;

/// <summary>Tells a node whether its peers run: replicas on a stopped node acknowledge nothing.</summary>
internal sealed class NodePeers
{
    private readonly List<NodeServer> _nodes = [];

    public IReadOnlyList<NodeServer> All
    {
        get
        {
            lock (_nodes)
                return [.. _nodes];
        }
    }

    public void Add(NodeServer node)
    {
        lock (_nodes)
            _nodes.Add(node);
    }

    public bool IsRunning(int index)
    {
        lock (_nodes)
            return index < _nodes.Count && _nodes[index].IsRunning;
    }
}
