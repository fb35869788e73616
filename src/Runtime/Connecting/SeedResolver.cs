using Microsoft.Extensions.Logging;
using Settee.Connecting.Srv;
using Settee.Diagnostics;
using Settee.Topology;

namespace Settee.Connecting;

/// <summary>
/// The nodes to start with: the hosts of the connection string, or what DNS SRV says about the one host. Whatever goes wrong with the
/// lookup, the host itself remains; only the caller's token ends it with an error. Asked again when all nodes are lost.
/// </summary>
internal static class SeedResolver
{
    public static ValueTask<NodeEndpoint[]> ResolveAsync(ResolvedOptions options, CancellationToken cancellationToken) =>
        ResolveAsync(options, new DnsSrvResolver(options.TimeProvider), cancellationToken);

    public static async ValueTask<NodeEndpoint[]> ResolveAsync(
        ResolvedOptions options, IDnsSrvResolver resolver, CancellationToken cancellationToken)
    {
        var hosts = options.Seeds;
        if (options.DnsSrvName is not { } name)
            return hosts;

        var logger = options.LoggerFactory.CreateLogger("Settee.Connecting");
        using var timeout = new CancellationTokenSource(options.DnsSrvTimeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var records = await resolver.ResolveAsync(name, linked.Token).ConfigureAwait(false);
            if (records.Length == 0)
            {
                logger.SrvMissing(name);
                return hosts;
            }

            // Priority and weight are not applied (SDK-RFC 11): a client talks to all nodes anyway.
            NodeEndpoint[] found = [.. records.Select(record => new NodeEndpoint(record.Host, record.Port)).Distinct()];
            if (logger.IsEnabled(LogLevel.Debug))
                logger.SrvFound(name, found.Length, string.Join(", ", found));

            return found;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.SrvFailed(name, "no answer in time");
            return hosts;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.SrvFailed(name, exception.Message);
            return hosts;
        }
    }
}
