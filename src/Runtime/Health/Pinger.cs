using Settee.Connecting;
using Settee.Dispatch;
using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Health;

/// <summary>One ping of everything: all endpoints at the same time, each with its own time-out, every failure a line of the report.</summary>
internal sealed class Pinger(ClusterCore cluster, PingOptions options, CancellationToken cancellationToken)
{
    private TimeProvider Time => cluster.Options.TimeProvider;

    private TimeSpan KeyValueTimeout => options.Timeout ?? cluster.Options.KeyValueTimeout;

    /// <summary>What includes making a connection.</summary>
    private TimeSpan ConnectTimeout => options.Timeout ?? cluster.Options.ConnectTimeout;

    /// <summary>Pings the nodes of all open buckets and the services of the cluster.</summary>
    public async Task<PingReport> PingClusterAsync()
    {
        Check();
        List<Task<EndpointPing>> pings = [];
        var buckets = cluster.Buckets.Where(bucket => bucket.Routing is not null).ToArray();
        var isUnused = buckets.Length == 0 && cluster.IdleBootstrapConnection is null;
        if (isUnused && await ConnectAsync().ConfigureAwait(false) is { } failures)
            pings.AddRange(failures.Select(Task.FromResult));

        if (Wants(ServiceType.KeyValue))
        {
            if (cluster.IdleBootstrapConnection is { Established.Connection: var connection })
                pings.Add(PingAsync(connection, bucket: null));

            pings.AddRange(buckets.SelectMany(PingNodes));
        }

        var map = buckets.Select(bucket => bucket.Routing!.Map).FirstOrDefault() ?? GlobalMap();
        pings.AddRange(PingServices(map));
        return await ReportAsync(pings, map).ConfigureAwait(false);
    }

    /// <summary>Pings the nodes of one bucket, which is opened when it is not, and the services of the cluster.</summary>
    public async Task<PingReport> PingBucketAsync(BucketDispatcher bucket)
    {
        Check();
        List<Task<EndpointPing>> pings = [];
        if (await OpenAsync(bucket).ConfigureAwait(false) is { } failures)
            pings.AddRange(failures.Select(Task.FromResult));

        if (Wants(ServiceType.KeyValue))
            pings.AddRange(PingNodes(bucket));

        var map = bucket.Routing?.Map;
        pings.AddRange(PingServices(map));
        return await ReportAsync(pings, map).ConfigureAwait(false);
    }

    private void Check()
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(cluster.Lifetime.IsCancellationRequested, typeof(Cluster));
        if (options.Timeout is { } timeout && timeout <= TimeSpan.Zero)
            throw new InvalidArgumentException($"The time-out is {timeout}; expected more than zero.");
    }

    private Deadline Within(TimeSpan timeout) => new(timeout, Time, cancellationToken, cluster.Lifetime);

    private bool Wants(ServiceType service) => options.Services is not { } wanted || wanted.Contains(service);

    private async Task<PingReport> ReportAsync(List<Task<EndpointPing>> pings, ClusterMap? map)
    {
        var endpoints = await Task.WhenAll(pings).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new PingReport
        {
            Id = options.ReportId ?? Guid.NewGuid().ToString(),
            Sdk = cluster.Options.Identity.Agent,
            ConfigRevision = map?.Version.Revision,
            Endpoints = endpoints,
        };
    }

    private Task<EndpointPing[]?> ConnectAsync() =>
        TryAsync(bucket: null, ConnectTimeout, token => cluster.BootstrapOnceAsync(refreshSeeds: true, token));

    /// <summary>Opening has the connect time-out of its own, and then tells which step it was at.</summary>
    private Task<EndpointPing[]?> OpenAsync(BucketDispatcher bucket) =>
        TryAsync(bucket.BucketName, options.Timeout ?? Timeout.InfiniteTimeSpan, bucket.EnsureOpenAsync);

    /// <summary>The endpoints that explain why there is no connection to ping; null when there is one now.</summary>
    private async Task<EndpointPing[]?> TryAsync(string? bucket, TimeSpan timeout, Func<CancellationToken, Task> connectAsync)
    {
        var started = Time.GetTimestamp();
        using var deadline = Within(timeout);
        try
        {
            await connectAsync(deadline.Token).ConfigureAwait(false);
            return null;
        }
        catch (ConnectFailedException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Array.ConvertAll([.. e.Failures], failure => Unreachable(failure.Node, failure.Cause is TimeoutException, failure.ToString()));
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var running = cluster.Connector.Attempts.Where(attempt => attempt.Bucket == bucket);
            EndpointPing[] unfinished = [.. running.Select(attempt => Unreachable(attempt.Node, isTimeout: true, attempt.ToString()))];
            return unfinished.Length > 0 ? unfinished : ForSeeds(isTimeout: true, "There was no connection in time.");
        }
        catch (CouchbaseException e)
        {
            return ForSeeds(isTimeout: false, e.Message);
        }

        EndpointPing[] ForSeeds(bool isTimeout, string error) =>
            Array.ConvertAll(cluster.Options.Seeds, seed => Unreachable(seed, isTimeout, error));

        EndpointPing Unreachable(NodeEndpoint node, bool isTimeout, string error) => new()
        {
            Service = ServiceType.KeyValue,
            Id = "",
            State = isTimeout ? PingState.Timeout : PingState.Error,
            Latency = Time.GetElapsedTime(started),
            Remote = node.ToString(),
            Namespace = bucket,
            Error = error,
        };
    }

    private IEnumerable<Task<EndpointPing>> PingNodes(BucketDispatcher bucket) =>
        (bucket.Routing?.Nodes ?? []).SelectMany(node => node.Links, (_, link) => PingAsync(link, bucket));

    /// <summary>Pings the connection of a link; one that is still being made is waited for.</summary>
    private async Task<EndpointPing> PingAsync(NodeLink link, BucketDispatcher bucket)
    {
        var started = Time.GetTimestamp();
        using var deadline = Within(ConnectTimeout);
        while (true)
        {
            var change = bucket.StateChanged.NextChange;
            if (link.Connection is { } connection)
                return await PingAsync(connection, bucket.BucketName).ConfigureAwait(false);

            if (link.LastFailure is null)
                await change.WaitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            if (link.LastFailure is null && !deadline.Token.IsCancellationRequested)
                continue;

            return new EndpointPing
            {
                Service = ServiceType.KeyValue,
                Id = "",
                State = link.LastFailure is null ? PingState.Timeout : PingState.Error,
                Latency = Time.GetElapsedTime(started),
                Remote = link.Node.Name,
                Namespace = bucket.BucketName,
                Error = link.LastFailure is { } failure ? ConnectFailure.Explain(failure) : "The connection is still being made.",
            };
        }
    }

    private async Task<EndpointPing> PingAsync(Connection connection, string? bucket)
    {
        var started = Time.GetTimestamp();
        using var deadline = Within(KeyValueTimeout);
        var (state, error) = (PingState.Ok, (string?)null);
        try
        {
            var response = await connection.RequestAsync(new ControlRequest(Opcode.Noop), deadline.Token).ConfigureAwait(false);
            if (response.Status != Status.Success)
                (state, error) = (PingState.Error, ServerText.Describe(response));
        }
        catch (OperationCanceledException)
        {
            (state, error) = (PingState.Timeout, "There was no answer in time.");
        }
        catch (CouchbaseException e)
        {
            (state, error) = (PingState.Error, e.Message);
        }

        return new EndpointPing
        {
            Service = ServiceType.KeyValue,
            Id = connection.Id,
            State = state,
            Latency = Time.GetElapsedTime(started),
            Remote = connection.RemoteName,
            Local = connection.LocalName,
            Namespace = bucket,
            Error = error,
        };
    }

    private IEnumerable<Task<EndpointPing>> PingServices(ClusterMap? map) =>
        ServiceEndpoint.Of(map, cluster.Options.UseTls).Where(endpoint => Wants(endpoint.Service)).Select(PingAsync);

    private async Task<EndpointPing> PingAsync(ServiceEndpoint endpoint)
    {
        var started = Time.GetTimestamp();
        using var deadline = Within(ConnectTimeout);
        var (state, error) = (PingState.Ok, (string?)null);
        try
        {
            using var response = await cluster.Http.GetAsync(endpoint.Node, endpoint.PingPath, deadline.Token).ConfigureAwait(false);
            if (!endpoint.IsSignOfLife(response.StatusCode))
                (state, error) = (PingState.Error, $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
        }
        catch (OperationCanceledException)
        {
            (state, error) = (PingState.Timeout, "There was no answer in time.");
        }
        catch (HttpRequestException e)
        {
            (state, error) = (PingState.Error, e.InnerException?.Message ?? e.Message);
        }

        return new EndpointPing
        {
            Service = endpoint.Service,
            Id = cluster.Options.Identity.NewConnectionId(),
            State = state,
            Latency = Time.GetElapsedTime(started),
            Remote = endpoint.Node.ToString(),
            Local = cluster.Http.LocalNameOf(endpoint.Node),
            Error = error,
        };
    }

    /// <summary>The map of the cluster that came with the connection of the bootstrap, seen from the network that was dialled.</summary>
    private ClusterMap? GlobalMap()
    {
        if (cluster.IdleBootstrapConnection is not { Established.ClusterMap: { } json, Endpoint: var endpoint })
            return null;

        try
        {
            var map = ClusterMapParser.Parse(json, endpoint.Host);
            return map?.OnNetwork(NetworkSelector.Select(cluster.Options.Network, map, endpoint));
        }
        catch (InvalidClusterMapException)
        {
            // A bucket's map may be better; key-value is pinged without any.
            return null;
        }
    }

    /// <summary>The end of one endpoint's patience, or of the caller's, or of the cluster.</summary>
    private sealed class Deadline : IDisposable
    {
        private readonly CancellationTokenSource _timeout;
        private readonly CancellationTokenSource _linked;

        public Deadline(TimeSpan timeout, TimeProvider time, params ReadOnlySpan<CancellationToken> others)
        {
            _timeout = new CancellationTokenSource(timeout, time);
            _linked = CancellationTokenSource.CreateLinkedTokenSource([_timeout.Token, .. others]);
        }

        public CancellationToken Token => _linked.Token;

        public void Dispose()
        {
            _linked.Dispose();
            _timeout.Dispose();
        }
    }
}
