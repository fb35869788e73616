namespace Settee.Topology;

/// <summary>A node while the map is being built: whether it serves the bucket is only known once the server list was read.</summary>
internal sealed class NodeDraft
{
    public required int Index { get; init; }

    public required string Host { get; init; }

    public required ServicePorts Ports { get; init; }

    public required RawNode Raw { get; init; }

    public required bool ServesBucketData { get; set; }

    public ClusterNode ToNode() => new()
    {
        Index = Index,
        Uuid = Raw.Uuid,
        CanonicalHost = Host,
        CanonicalPorts = Ports,
        Host = Host,
        Ports = Ports,
        AlternateAddresses = Raw.AlternateAddresses.ToArray(),
        ServerGroup = Raw.ServerGroup,
        AppTelemetryPath = Raw.AppTelemetryPath,
        IsThisNode = Raw.ThisNode,
        ServesBucketData = ServesBucketData,
    };
}

/// <summary>Gives every node of a raw map its host and ports.</summary>
internal static class NodeListBuilder
{
    public static List<NodeDraft> Build(RawClusterMap raw, string origin)
    {
        var source = raw.NodesExt is { Count: > 0 } all ? all : raw.Nodes;
        if (source is not { Count: > 0 })
            throw ClusterMapParser.Broken("it names no nodes");

        var extended = ReferenceEquals(source, raw.NodesExt);
        var isBucket = raw.Name is not null;
        var drafts = new List<NodeDraft>(source.Count);
        for (var i = 0; i < source.Count; i++)
        {
            var node = source[i];
            var bucketNode = extended && raw.Nodes is not null && i < raw.Nodes.Count ? raw.Nodes[i] : null;
            var ports = extended ? node.Services : PortsOfOldNode(node, origin);
            var host = extended
                ? HostOf(node.Hostname, origin, withPort: false) ?? HostOf(bucketNode?.Hostname, origin, withPort: true) ?? origin
                : HostOf(node.Hostname, origin, withPort: true) ?? origin;
            drafts.Add(new NodeDraft
            {
                Index = i,
                Host = host,
                Ports = ports,
                Raw = node,
                // Entries of nodesExt beyond nodes are joining, leaving or without data; the two lists correspond by position.
                ServesBucketData = isBucket && ports.Offers(ServiceType.KeyValue)
                    && (!extended || raw.Nodes is null || i < raw.Nodes.Count),
            });
        }

        return drafts;
    }

    private static string? HostOf(string? hostname, string origin, bool withPort)
    {
        if (hostname is not { Length: > 0 })
            return null;

        if (!withPort)
            return hostname == HostName.Placeholder ? origin : HostName.WithoutBrackets(hostname);

        if (!HostName.TrySplit(hostname, out var host, out _))
            throw ClusterMapParser.Broken($"nodes contains the host name \"{hostname}\"");

        return host == HostName.Placeholder ? origin : host;
    }

    private static ServicePorts PortsOfOldNode(RawNode node, string origin)
    {
        var ports = node.Services;
        if (node.Hostname is { } hostname && HostName.TrySplit(hostname, out _, out var management) && management != 0)
            ports = ports with { Management = management };

        // The base of the views may contain $HOST, which no URI parser takes.
        var views = node.CouchApiBase?.Replace(HostName.Placeholder, BracketedIfNeeded(origin), StringComparison.Ordinal);
        return views is not null && Uri.TryCreate(views, UriKind.Absolute, out var uri) ? ports with { Views = uri.Port } : ports;
    }

    private static string BracketedIfNeeded(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
