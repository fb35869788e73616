namespace Settee.Emulator.Cluster;

/// <summary>Where a node is reached.</summary>
internal sealed record NodeAddress(int Index, string Host, int KvPort, int KvTlsPort, int HttpPort)
{
    public string HostForUrl => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
}

/// <summary>What a configuration says besides the bucket: revision and members.</summary>
internal sealed record ClusterSnapshot(long Epoch, long Revision, string Uuid, IReadOnlyList<NodeAddress> Members);
