namespace Settee.Topology;

/// <summary>
/// Decides which addresses of the nodes to use. A pure function of the first cluster map and of the addresses that were dialled; the
/// caller asks once and keeps the answer, so that a later map cannot switch networks under running operations.
/// </summary>
internal static class NetworkSelector
{
    public const string Auto = "auto";
    public const string Default = "default";
    public const string External = "external";

    /// <param name="setting">"auto", "default", "external" or the name of another network.</param>
    /// <param name="map">The first map received.</param>
    /// <param name="dialed">The addresses from the connection string or its SRV records; the one that answered first.</param>
    public static string Select(string setting, ClusterMap map, params ReadOnlySpan<NodeEndpoint> dialed)
    {
        if (setting != Auto)
            return setting;

        // Host and port together are the better evidence: behind one public address all nodes share the host. The cluster's own
        // addresses win ties, since a client that can dial them is inside.
        foreach (var withPort in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var address in dialed)
            {
                if (Array.Exists(map.Nodes, node => Matches(node.CanonicalHost, node.CanonicalPorts, address, withPort)))
                    return Default;
            }

            foreach (var address in dialed)
            {
                if (FindAlternate(map, address, withPort) is { } network)
                    return network;
            }
        }

        return Default;
    }

    private static string? FindAlternate(ClusterMap map, NodeEndpoint address, bool withPort)
    {
        foreach (var node in map.Nodes)
        {
            foreach (var alternate in node.AlternateAddresses)
            {
                if (Matches(alternate.Host, alternate.Ports ?? node.CanonicalPorts, address, withPort))
                    return alternate.Network;
            }
        }

        return null;
    }

    private static bool Matches(string host, ServicePorts ports, NodeEndpoint address, bool withPort) =>
        HostName.AreSame(host, address.Host)
        && (!withPort
            || address.Port == ports.KeyValue
            || address.Port == ports.KeyValueTls
            || address.Port == ports.Management
            || address.Port == ports.ManagementTls);
}
