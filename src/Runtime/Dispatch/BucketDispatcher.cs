using Microsoft.Extensions.Logging;
using Settee.Diagnostics;
using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Dispatch;

/// <summary>
/// Brings requests to the node that owns their vbucket. The usual case takes no lock and allocates nothing: read the routing table, hash
/// the key, append to the connection. Everything else (not open yet, no connection, unknown collection, retry) waits on a task of its own.
/// </summary>
internal sealed partial class BucketDispatcher : IClusterMapHost, IAsyncDisposable
{
    // How long requests in flight to a node that left the map may take before its connection is closed.
    private static readonly TimeSpan RetireGrace = TimeSpan.FromSeconds(2.5);

    private readonly Lock _gate = new();
    private RoutingTable? _routing;
    private int _warnedOfRaisedTimeout;
    private int _nextPoll = Random.Shared.Next(1024);

    public BucketDispatcher(ClusterCore cluster, string bucketName)
    {
        Cluster = cluster;
        BucketName = bucketName;
        Log = cluster.Options.LoggerFactory.CreateLogger("Settee.Dispatch");
        MapWatch = new ClusterMapWatch(this);
        Collections = new CollectionIds(this);
    }

    public ClusterCore Cluster { get; }

    public string BucketName { get; }

    public TimeProvider Time => Cluster.Options.TimeProvider;

    public ILogger Log { get; }

    public RedactionLevel Redaction => Cluster.Options.Redaction;

    public ClusterMapWatch MapWatch { get; }

    public CollectionIds Collections { get; }

    /// <summary>Raised whenever a request that could not be sent may be sendable now.</summary>
    public StateSignal StateChanged { get; } = new();

    /// <summary>The current map and connections; null until the bucket is open.</summary>
    public RoutingTable? Routing => Volatile.Read(ref _routing);

    string IClusterMapHost.BucketName => BucketName;

    string IClusterMapHost.NetworkSetting => Cluster.Options.Network;

    TimeSpan IClusterMapHost.PollInterval => Cluster.Options.ConfigPollInterval;

    TimeSpan IClusterMapHost.PollFloor => Cluster.Options.ConfigPollFloor;

    TimeProvider IClusterMapHost.Time => Time;

    /// <summary>Sends the request, now or as soon as it can be; it completes by itself.</summary>
    public void Dispatch(RoutedRequest request)
    {
        try
        {
            if (!TryDispatch(request, out _, out _))
                Cluster.Tasks.Track(DispatchPatientlyAsync(request, TimeSpan.Zero));
        }
        catch (CouchbaseException e)
        {
            request.Fail(e);
        }
    }

    /// <summary>Tells, once, that durable writes wait longer than the caller said.</summary>
    public void WarnOfRaisedTimeout(TimeSpan given)
    {
        if (Interlocked.Exchange(ref _warnedOfRaisedTimeout, 1) == 0)
            Log.DurableTimeoutRaised(given, Redaction.Metadata(BucketName), ProtocolLimits.MinDurabilityTimeout);
    }

    /// <summary>Sends the request if everything it needs is at hand. After true the request belongs to the connection and must not be touched.</summary>
    private bool TryDispatch(RoutedRequest request, out Connection? connection, out uint opaque)
    {
        connection = null;
        opaque = 0;
        if (Routing is not { } routing || request.Collection.Id is null)
            return false;

        var vbucket = VBucketHash.VBucketOf(request.Key, routing.Map.VBucketCount);
        connection = (request.Copy == 0 ? routing.NodeFor(vbucket, request.RefusedBy) : routing.ReplicaOf(vbucket, request.Copy))?.Connection;
        if (connection is null)
            return false;

        if (connection.Features.FirstMissing(request.RequiredFeatures) is { } feature)
            throw RequestErrors.FeatureMissing(request, feature, connection.RemoteName);

        // Without collections the server would put the document into the default collection.
        if (!request.Collection.Keyspace.IsDefaultCollection && !connection.Features.Has(HelloFeature.Collections))
            throw RequestErrors.FeatureMissing(request, HelloFeature.Collections, connection.RemoteName);

        if (request.RequiredReplicas > 0 && routing.Map.VBuckets!.ReplicasOf(vbucket) is var replicas && replicas < request.RequiredReplicas)
            throw RequestErrors.TooFewReplicas(request, replicas);

        request.VBucket = vbucket;
        request.PrepareFor(connection);
        return connection.TrySend(request, out opaque) == SendResult.Accepted;
    }

    ClusterMapSource? IClusterMapHost.NextSource()
    {
        if (Routing is not { Nodes: { Length: > 0 } nodes })
            return null;

        var start = (uint)Interlocked.Increment(ref _nextPoll);
        for (var i = 0u; i < nodes.Length; i++)
        {
            if (nodes[(start + i) % (uint)nodes.Length] is { Connection: { } connection } node)
                return new ClusterMapSource(connection, connection.Features, node.Endpoint.Host);
        }

        return null;
    }

    // Publishes first: requests follow the new map at once, and connections to new nodes are made meanwhile.
    void IClusterMapHost.OnMap(ClusterMap map)
    {
        List<KeyValueNode> added = [];
        List<KeyValueNode> removed;
        lock (_gate)
        {
            if (Cluster.Lifetime.IsCancellationRequested)
                return;

            var known = Routing?.Nodes.ToDictionary(node => node.Identity) ?? [];
            var nodes = new KeyValueNode?[map.Nodes.Length];
            foreach (var description in map.Nodes.Where(IsKeyValueNode))
            {
                if (!known.Remove(description.Identity, out var node))
                {
                    node = new KeyValueNode(this, description);
                    added.Add(node);
                }

                nodes[description.Index] = node;
            }

            removed = [.. known.Values];
            Volatile.Write(ref _routing, new RoutingTable(map, nodes));
        }

        Log.MapPublished(Redaction.System(map));
        foreach (var node in added)
            node.Start(TakeConnectionFor(node, map));

        StateChanged.Raise();
        foreach (var node in removed)
            Cluster.Tasks.Track(node.RetireAsync(RetireGrace));
    }

    void IClusterMapHost.OnMapIgnored(ClusterMap map, MapVerdict verdict) => Log.MapIgnored(Redaction.System(map), verdict);

    void IClusterMapHost.OnMapFailed(string originHost, Exception error) => Log.MapFailed(Redaction.System(originHost), error);

    private bool IsKeyValueNode(ClusterNode node) => node.ServesBucketData && node.KeyValuePort(Cluster.Options.UseTls) != 0;

    public async ValueTask DisposeAsync()
    {
        KeyValueNode[] nodes;
        lock (_gate)
            nodes = Routing?.Nodes ?? [];

        foreach (var node in nodes)
            await node.DisposeAsync().ConfigureAwait(false);

        StateChanged.Raise();
    }
}
