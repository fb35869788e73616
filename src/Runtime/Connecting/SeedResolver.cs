namespace Settee.Connecting;

/// <summary>The nodes to start with: the hosts of the connection string, or what DNS SRV says about the one host.</summary>
internal static class SeedResolver
{
    public static ValueTask<NodeEndpoint[]> ResolveAsync(ResolvedOptions options, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Array.ConvertAll(options.Seeds, seed => new NodeEndpoint(seed.Host, seed.Port)));
}
