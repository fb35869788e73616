using System.Runtime.ExceptionServices;
using Settee.Connecting;
using Settee.Dispatch;

namespace Settee.Health;

/// <summary>
/// Waits until a cluster or a bucket can be used, and when that does not happen tells for every node what keeps it. What waiting cannot
/// mend (credentials, the bucket's name) ends it at once.
/// </summary>
internal sealed class ReadinessWait
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly ClusterCore _cluster;
    private readonly BucketDispatcher? _bucket;
    private readonly TimeSpan _timeout;
    private readonly Readiness _desired;
    private readonly ServiceType[] _services;
    private readonly ReadinessReport _report;

    private ReadinessWait(ClusterCore cluster, BucketDispatcher? bucket, TimeSpan timeout, WaitUntilReadyOptions options)
    {
        if (timeout <= TimeSpan.Zero)
            throw new InvalidArgumentException($"The time-out is {timeout}; expected more than zero.");

        if (options.DesiredState is not (Readiness.Online or Readiness.Degraded))
            throw new InvalidArgumentException($"Nobody can wait for the state {options.DesiredState}; expected Online or Degraded.");

        _cluster = cluster;
        _bucket = bucket;
        _timeout = timeout;
        _desired = options.DesiredState;
        _services = [.. (options.Services ?? []).Where(service => service != ServiceType.KeyValue).Distinct()];
        _report = new ReadinessReport(cluster, bucket);
    }

    public static Task ForClusterAsync(ClusterCore cluster, TimeSpan timeout, WaitUntilReadyOptions options, CancellationToken cancellationToken) =>
        new ReadinessWait(cluster, bucket: null, timeout, options).RunAsync(cancellationToken);

    public static Task ForBucketAsync(BucketDispatcher bucket, TimeSpan timeout, WaitUntilReadyOptions options, CancellationToken cancellationToken) =>
        new ReadinessWait(bucket.Cluster, bucket, timeout, options).RunAsync(cancellationToken);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_cluster.Lifetime.IsCancellationRequested, typeof(Cluster));
        using var deadline = new CancellationTokenSource(_timeout, _cluster.Options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken, _cluster.Lifetime);
        var pause = FirstPause;
        while (!await IsReadyAsync(linked.Token).ConfigureAwait(false))
        {
            await Task.Delay(pause, _cluster.Options.TimeProvider, linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            if (!linked.IsCancellationRequested)
                continue;

            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_cluster.Lifetime.IsCancellationRequested, typeof(Cluster));
            throw _report.ToException(_timeout, _desired);
        }
    }

    /// <summary>Tries once, or waits for a change; false when something went wrong that another attempt may mend.</summary>
    private async Task<bool> IsReadyAsync(CancellationToken token)
    {
        try
        {
            if (_bucket is not null)
            {
                await _bucket.EnsureOpenAsync(token).ConfigureAwait(false);
                await WaitForNodesAsync(_bucket, _desired, token).ConfigureAwait(false);
            }
            else if (_cluster.AnyOpenBucket is { } bucket)
            {
                // The bucket finds the cluster again by itself, whatever happened; another connection would only come on top.
                await WaitForNodesAsync(bucket, Readiness.Degraded, token).ConfigureAwait(false);
            }
            else if (_cluster.IdleBootstrapConnection is null)
            {
                await _cluster.BootstrapOnceAsync(refreshSeeds: true, token).ConfigureAwait(false);
            }

            return await ServicesAnswerAsync(token).ConfigureAwait(false);
        }
        catch (CouchbaseException e) when (e is not (AuthenticationFailureException or BucketNotFoundException or InvalidArgumentException))
        {
            _report.Add(e);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> ServicesAnswerAsync(CancellationToken token)
    {
        if (_services.Length == 0)
            return true;

        var pings = (await new Pinger(_cluster, new PingOptions { Services = _services }, token).PingClusterAsync().ConfigureAwait(false)).Endpoints;
        List<string> missing = [];
        foreach (var service in _services)
        {
            var endpoints = pings.Where(ping => ping.Service == service).ToArray();
            var answering = endpoints.Count(ping => ping.State == PingState.Ok);
            if (endpoints.Length == 0)
                missing.Add($"no node offers {service}");
            else if (answering == 0 || (_desired == Readiness.Online && answering < endpoints.Length))
                missing.AddRange(endpoints.Where(ping => ping.State != PingState.Ok).Select(ping => $"{ping.Remote} ({service}): {ping.Error}"));
        }

        _report.SetMissingServices(missing);
        return missing.Count == 0;
    }

    private static async Task WaitForNodesAsync(BucketDispatcher bucket, Readiness desired, CancellationToken token)
    {
        while (true)
        {
            var change = bucket.StateChanged.NextChange;
            var nodes = bucket.Routing!.Nodes;
            var connected = nodes.Count(node => node.Connection is not null);
            if (connected > 0 && (desired == Readiness.Degraded || connected == nodes.Length))
                return;

            // The password was changed: no node will take the old one again.
            if (nodes.Select(node => node.LastFailure).FirstOrDefault(failure => failure is AuthenticationFailureException) is { } refused)
                ExceptionDispatchInfo.Throw(refused);

            await change.WaitAsync(token).ConfigureAwait(false);
        }
    }
}
