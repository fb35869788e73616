using Settee.Connecting;
using Settee.Diagnostics;
using Settee.Topology;
using Settee.Wire;

namespace Settee.Dispatch;

/// <content>Opening the bucket: once, when it is first needed. A failed attempt is reported to those who waited for it and not kept.</content>
internal sealed partial class BucketDispatcher
{
    private static readonly TimeSpan WaitForBucketCreation = TimeSpan.FromMilliseconds(100);

    // Every look over HTTP makes a connection of its own.
    private const int TurnsBetweenHttp = 10;

    private Task? _opening;
    private EstablishedConnection? _firstConnection;

    /// <summary>Completes when the bucket has a cluster map; throws why it cannot be opened.</summary>
    public Task EnsureOpenAsync(CancellationToken cancellationToken)
    {
        if (Routing is not null)
            return Task.CompletedTask;

        Task opening;
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = Task.Run(OpenAsync);

                // Everyone who waited may have given up before it failed.
                Cluster.Tasks.Track(_opening.ContinueWith(static t => _ = t.Exception, TaskScheduler.Default));
            }

            opening = _opening;
        }

        return opening.WaitAsync(cancellationToken);
    }

    private async Task OpenAsync()
    {
        using var deadline = new CancellationTokenSource(Cluster.Options.ConnectTimeout, Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, Cluster.Lifetime);
        var (endpoint, established) = await ConnectFirstAsync(linked.Token).ConfigureAwait(false);
        _firstConnection = established;
        try
        {
            var isOverHttp = await PublishFirstMapAsync(endpoint, established, linked.Token).ConfigureAwait(false);
            if (Routing is null)
                throw new CouchbaseException($"{endpoint} sent the cluster map of another bucket than '{BucketName}'.");

            Cluster.Tasks.Track(Task.Run(() => MapWatch.RunAsync(Cluster.Lifetime)));
            if (isOverHttp)
                StartStreaming();
        }
        finally
        {
            await DisposeFirstConnectionAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Asks for the map until there is one that can be used; true when that came over HTTP.</summary>
    private async Task<bool> PublishFirstMapAsync(NodeEndpoint endpoint, EstablishedConnection established, CancellationToken token)
    {
        var offered = established.Map;
        var map = offered.Json;
        CouchbaseException? obstacle = null;
        try
        {
            for (var turn = 0; ; turn++)
            {
                if (map is not null && MapWatch.Publish(map, endpoint.Host, endpoint))
                    return false;

                if (map is null && (offered.IsOverHttpOnly || (offered.MayBeOverHttp && turn % TurnsBetweenHttp == 0)))
                {
                    try
                    {
                        var streamed = await ReadFirstMapAsync(endpoint, token).ConfigureAwait(false);
                        if (MapWatch.Publish(streamed, endpoint.Host, endpoint))
                            return true;
                    }
                    catch (CouchbaseException problem) when (!offered.IsOverHttpOnly && !token.IsCancellationRequested)
                    {
                        // The bucket may only be too young, and its map come as usual.
                        obstacle = problem;
                    }
                }

                // The bucket is still being created.
                await Task.Delay(WaitForBucketCreation, Time, token).ConfigureAwait(false);
                map = offered.IsOverHttpOnly ? null : await AskForMapAsync(established, token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!Cluster.Lifetime.IsCancellationRequested)
        {
            throw new ConnectFailedException([new ConnectFailure(endpoint, ConnectStep.ClusterMap, new CouchbaseException(obstacle is null
                ? $"The bucket '{BucketName}' has no vbuckets yet."
                : $"There is no map of the bucket '{BucketName}' over the key-value protocol, and none over HTTP: {ConnectFailure.Explain(obstacle)}"))]);
        }
    }

    // All nodes lost: the cluster may be back under other names, which only the seeds and DNS SRV can tell.
    async Task IClusterMapHost.RecoverAsync(CancellationToken stop)
    {
        if (Routing is not { } routing || !routing.Nodes.All(node => node.IsLost))
            return;

        using var deadline = new CancellationTokenSource(Cluster.Options.ConnectTimeout, Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        try
        {
            var (endpoint, established) = await Cluster.ConnectToAnySeedAsync(BucketName, linked.Token, refreshSeeds: true).ConfigureAwait(false);
            _firstConnection = established;
            var isOverHttp = established.Map is { Json: null } and ({ IsOverHttpOnly: true } or { MayBeOverHttp: true });
            var newMap = isOverHttp ? await ReadFirstMapAsync(endpoint, linked.Token).ConfigureAwait(false) : established.ClusterMap;
            if (newMap is { } map && MapWatch.PublishAnew(map, endpoint.Host, endpoint) && isOverHttp)
                StartStreaming();
        }
        catch (Exception e) when (e is CouchbaseException or OperationCanceledException)
        {
            if (!stop.IsCancellationRequested)
                Log.RecoveryFailed(Redaction.Metadata(BucketName), e);
        }
        finally
        {
            await DisposeFirstConnectionAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask DisposeFirstConnectionAsync()
    {
        // Nobody took it: it goes to a node that the map does not list under this address, or whose own connection came back.
        if (Interlocked.Exchange(ref _firstConnection, null) is { } unused)
            await unused.Connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<(NodeEndpoint Endpoint, EstablishedConnection Established)> ConnectFirstAsync(CancellationToken token)
    {
        if (Cluster.TakeBootstrapConnection() is { } bootstrap)
        {
            try
            {
                var map = await BucketSelection.SelectAsync(bootstrap.Established.Connection, bootstrap.Endpoint, BucketName, token).ConfigureAwait(false);
                return (bootstrap.Endpoint, bootstrap.Established with { Map = map });
            }
            catch (Exception)
            {
                await bootstrap.Established.Connection.DisposeAsync().ConfigureAwait(false);
                if (token.IsCancellationRequested)
                    throw;

                // The connection had died while it was idle, or the bucket cannot be selected; the seeds tell which.
            }
        }

        return await Cluster.ConnectToAnySeedAsync(BucketName, token).ConfigureAwait(false);
    }

    private static async Task<byte[]?> AskForMapAsync(EstablishedConnection established, CancellationToken token)
    {
        var response = await established.Connection.RequestAsync(new(Opcode.GetClusterConfig), token).ConfigureAwait(false);
        return response.Status == Status.Success && response.Value.Length > 0 ? response.Value : null;
    }

    /// <summary>The connection over which the bucket was opened belongs to the node that it goes to.</summary>
    private EstablishedConnection? TakeConnectionFor(KeyValueNode node, ClusterMap map)
    {
        if (_firstConnection is not { } first)
            return null;

        // A map that came over HTTP may be another node's.
        var isThisNode = first.Map is { IsOverHttpOnly: false, MayBeOverHttp: false } && map.ThisNode is { } thisNode && thisNode.Identity == node.Identity;
        return isThisNode || first.Connection.RemoteName.Equals(node.Endpoint.ToString(), StringComparison.OrdinalIgnoreCase)
            ? Interlocked.Exchange(ref _firstConnection, null)
            : null;
    }
}
