namespace Settee.Topology;

/// <summary>Another way to reach a node, for clients outside the cluster's own network.</summary>
/// <param name="Network">The name of the network; real servers know only "external".</param>
/// <param name="Host">The host to dial.</param>
/// <param name="Ports">The only services reachable there, or null when the node's own ports apply.</param>
internal sealed record AlternateAddress(string Network, string Host, ServicePorts? Ports);

/// <summary>
/// What makes two descriptions the same connection target. Everything takes part: a node whose port changed keeps its uuid but needs
/// a new connection.
/// </summary>
internal readonly record struct NodeIdentity(
    string? Uuid, string Host, int KeyValuePort, int KeyValuePortTls, int ManagementPort, int ManagementPortTls)
{
    public bool Equals(NodeIdentity other) =>
        Uuid == other.Uuid
        && HostName.AreSame(Host, other.Host)
        && KeyValuePort == other.KeyValuePort
        && KeyValuePortTls == other.KeyValuePortTls
        && ManagementPort == other.ManagementPort
        && ManagementPortTls == other.ManagementPortTls;

    public override int GetHashCode() => HashCode.Combine(
        Uuid, StringComparer.OrdinalIgnoreCase.GetHashCode(Host), KeyValuePort, KeyValuePortTls, ManagementPort, ManagementPortTls);
}

/// <summary>One node of the cluster as one cluster map describes it.</summary>
internal sealed class ClusterNode
{
    /// <summary>Position in <see cref="ClusterMap.Nodes"/>.</summary>
    public required int Index { get; init; }

    /// <summary>The node's own id; servers before 7.6.4 send none.</summary>
    public string? Uuid { get; init; }

    /// <summary>The name the cluster itself uses for the node, whatever network is dialled.</summary>
    public required string CanonicalHost { get; init; }

    public required ServicePorts CanonicalPorts { get; init; }

    /// <summary>The host to dial on the selected network.</summary>
    public required string Host { get; init; }

    /// <summary>The ports to dial on the selected network.</summary>
    public required ServicePorts Ports { get; init; }

    public AlternateAddress[] AlternateAddresses { get; init; } = [];

    public string? ServerGroup { get; init; }

    public string? AppTelemetryPath { get; init; }

    /// <summary>Whether this node produced the map.</summary>
    public bool IsThisNode { get; init; }

    /// <summary>Whether the node holds data of the map's bucket; false for service-only nodes and for nodes still joining or leaving.</summary>
    public bool ServesBucketData { get; init; }

    public NodeIdentity Identity =>
        new(Uuid, Host, Ports.KeyValue, Ports.KeyValueTls, Ports.Management, Ports.ManagementTls);

    public int KeyValuePort(bool tls) => Ports.Port(ServiceType.KeyValue, tls);

    /// <summary>
    /// The same node as seen on another network. A node without an address there keeps its own: a map that mixes both is a mistake of
    /// the operator, and one reachable node is better than none.
    /// </summary>
    public ClusterNode OnNetwork(string network)
    {
        var alternate = Array.Find(AlternateAddresses, a => a.Network == network);
        return new ClusterNode
        {
            Index = Index,
            Uuid = Uuid,
            CanonicalHost = CanonicalHost,
            CanonicalPorts = CanonicalPorts,
            Host = alternate?.Host ?? CanonicalHost,
            Ports = alternate is null ? CanonicalPorts : alternate.Ports ?? CanonicalPorts,
            AlternateAddresses = AlternateAddresses,
            ServerGroup = ServerGroup,
            AppTelemetryPath = AppTelemetryPath,
            IsThisNode = IsThisNode,
            ServesBucketData = ServesBucketData,
        };
    }

    public override string ToString() => HostName.WithPort(Host, Ports.KeyValue != 0 ? Ports.KeyValue : Ports.KeyValueTls);
}
