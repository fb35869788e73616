namespace Settee.Emulator.Protocol;

/// <summary>Tells a node whether its peers run: replicas on a stopped node acknowledge nothing.</summary>
internal sealed class NodePeers
{
    private readonly List<NodeServer> _nodes = [];
    private readonly Lock _pausing = new();

    public IReadOnlyList<NodeServer> All
    {
        get
        {
            lock (_nodes)
                return [.. _nodes];
        }
    }

    /// <summary>Runs something between two requests of every connection of every node. Not to be called while working on a request.</summary>
    public void WhileNobodyWorks(Action action)
    {
        lock (_pausing)
        {
            Connection[] paused = [.. All.SelectMany(static node => node.Connections)];
            foreach (var connection in paused)
                connection.Pause();

            try
            {
                action();
            }
            finally
            {
                foreach (var connection in paused)
                    connection.Proceed();
            }
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
