using Settee.Connecting;
using Settee.Diagnostics;
using Settee.Topology;

namespace Settee.Dispatch;

/// <content>
/// Cluster maps over HTTP, where the server does not give them over the key-value protocol. They feed the same watch as all others; its
/// polls go on, because a server that is upgraded begins to answer them.
/// </content>
internal sealed partial class BucketDispatcher
{
    // SDK-RFC 59: a stream that has said nothing for so long is made anew.
    private static readonly TimeSpan StreamIdle = TimeSpan.FromMinutes(5);

    private bool _isStreaming;

    private async Task<byte[]> ReadFirstMapAsync(NodeEndpoint seed, CancellationToken token)
    {
        var management = seed with { Port = Cluster.Options.ManagementPort };
        await foreach (var map in Cluster.ConfigStream.ReadAsync(management, BucketName, token).ConfigureAwait(false))
            return map;

        throw new ConnectFailedException([
            new ConnectFailure(management, ConnectStep.ClusterMap, new IOException("The stream of cluster maps ended before the first one."))]);
    }

    /// <summary>Follows streams from now on, if that has not begun yet.</summary>
    private void StartStreaming()
    {
        if (!Interlocked.Exchange(ref _isStreaming, true))
            Cluster.Tasks.Track(Task.Run(StreamMapsAsync));
    }

    /// <summary>Follows one stream after the other until the cluster is disposed, with a back-off of its own.</summary>
    private async Task StreamMapsAsync()
    {
        var stop = Cluster.Lifetime;
        var backoff = default(ReconnectBackoff);
        var turn = (uint)Random.Shared.Next(1024);
        while (!stop.IsCancellationRequested)
        {
            var started = Time.GetTimestamp();
            var delay = ReconnectBackoff.Longest;
            if (ManagementPorts() is { Length: > 0 } ports)
            {
                var management = ports[turn++ % ports.Length];
                try
                {
                    await FollowStreamAsync(management, stop).ConfigureAwait(false);
                    delay = backoff.AfterConnection(Time.GetElapsedTime(started));
                }
                catch (Exception e) when (e is CouchbaseException or InvalidDataException)
                {
                    if (!stop.IsCancellationRequested)
                        Log.MapFailed(Redaction.System(management), e);

                    delay = Time.GetElapsedTime(started) is { Ticks: > 0 } lived ? backoff.AfterConnection(lived) : backoff.AfterFailure();
                }
            }

            await Task.Delay(delay, Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowStreamAsync(NodeEndpoint management, CancellationToken stop)
    {
        using var idle = new CancellationTokenSource(Cluster.Options.ConnectTimeout, Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, stop);
        try
        {
            await foreach (var map in Cluster.ConfigStream.ReadAsync(management, BucketName, linked.Token).ConfigureAwait(false))
            {
                MapWatch.Offer(map, management.Host);
                idle.CancelAfter(StreamIdle);
            }
        }
        catch (OperationCanceledException)
        {
            // Idle for too long, or the cluster is being disposed; both are no failure of the node.
        }
    }

    private NodeEndpoint[] ManagementPorts() =>
    [
        .. from node in Routing?.Map.Nodes ?? []
           let port = node.Ports.Port(ServiceType.Management, Cluster.Options.UseTls)
           where port != 0
           select new NodeEndpoint(node.Host, port),
    ];
}
