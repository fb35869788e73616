namespace Settee.Emulator.Cluster;

/// <summary>Where a node is reached, as the configuration tells it; ports are 0 for what the node does not serve.</summary>
internal sealed record NodeAddress(int Index, string Host)
{
    public int KvPort { get; init; }

    public int KvTlsPort { get; init; }

    public int HttpPort { get; init; }

    public int HttpTlsPort { get; init; }

    public string? ServerGroup { get; init; }

    public EmulatorAlternateAddress? Alternate { get; init; }

    public string HostForUrl => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;

    /// <summary>Services and ports by the names that configurations have for them. Query is served where management is.</summary>
    public IEnumerable<(string Service, int Port)> Services =>
        Offered(("mgmt", HttpPort), ("mgmtSSL", HttpTlsPort), ("kv", KvPort), ("kvSSL", KvTlsPort), ("n1ql", HttpPort), ("n1qlSSL", HttpTlsPort));

    /// <summary>The same in the other network. The list is complete: clients take what is missing for not reachable.</summary>
    public IEnumerable<(string Service, int Port)> AlternateServices
    {
        get
        {
            var http = Choose(Alternate!.HttpPort, HttpPort);
            var https = Choose(Alternate.HttpTlsPort, HttpTlsPort);
            return Offered(
                ("mgmt", http), ("mgmtSSL", https), ("kv", Choose(Alternate.KvPort, KvPort)), ("kvSSL", Choose(Alternate.KvTlsPort, KvTlsPort)),
                ("n1ql", http), ("n1qlSSL", https));
        }
    }

    private static int Choose(int alternate, int own) => own == 0 || alternate == 0 ? own : alternate;

    private static IEnumerable<(string Service, int Port)> Offered(params (string Service, int Port)[] services) =>
        services.Where(static s => s.Port != 0);
}

/// <summary>What a configuration says besides the bucket: revision and members.</summary>
internal sealed record ClusterSnapshot(long Epoch, long Revision, string Uuid, IReadOnlyList<NodeAddress> Members);
