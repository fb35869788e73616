namespace Settee.Topology;

/// <summary>Finds the node of each entry of the server list by its address: the lists may be ordered differently.</summary>
internal static class ServerListResolver
{
    /// <returns>For each position in the server list the position in the list of nodes.</returns>
    public static short[] Resolve(List<string> serverList, List<NodeDraft> nodes, string origin)
    {
        var positions = new short[serverList.Count];
        for (var i = 0; i < positions.Length; i++)
        {
            if (!HostName.TrySplit(serverList[i], out var host, out var port))
                throw ClusterMapParser.Broken($"serverList[{i}] is \"{serverList[i]}\"");

            if (host == HostName.Placeholder)
                host = origin;

            // A cluster that speaks only TLS may still list the plain port; then the host must do, if it is unique.
            var node = nodes.Find(node => HostName.AreSame(node.Host, host) && node.Ports.KeyValue == port)
                ?? nodes.Find(node => HostName.AreSame(node.Host, host) && node.Ports.KeyValueTls == port)
                ?? OnlyOneOn(host, nodes)
                ?? throw ClusterMapParser.Broken($"serverList[{i}] \"{serverList[i]}\" is none of the nodes");
            node.ServesBucketData = true;
            positions[i] = (short)node.Index;
        }

        return positions;
    }

    private static NodeDraft? OnlyOneOn(string host, List<NodeDraft> nodes)
    {
        var sameHost = nodes.FindAll(node => HostName.AreSame(node.Host, host));
        return sameHost.Count == 1 ? sameHost[0] : null;
    }
}
