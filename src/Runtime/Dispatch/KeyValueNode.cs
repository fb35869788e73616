using Settee.Connecting;
using Settee.Topology;
using Settee.Transport;

namespace Settee.Dispatch;

/// <summary>
/// One node of a bucket with its connections. A node that cannot be reached delays neither a new map nor requests to other nodes: its
/// links connect on their own.
/// </summary>
internal sealed class KeyValueNode : IAsyncDisposable
{
    [ThreadStatic]
    private static int t_nextLink;

    private readonly BucketDispatcher _bucket;
    private readonly NodeLink[] _links;

    public KeyValueNode(BucketDispatcher bucket, ClusterNode description)
    {
        _bucket = bucket;
        Identity = description.Identity;
        Endpoint = new NodeEndpoint(description.Host, description.KeyValuePort(bucket.Cluster.Options.UseTls));
        OtherNetwork = bucket.Cluster.Options.Network == NetworkSelector.Auto && description.Host == description.CanonicalHost
            ? description.AlternateAddresses.FirstOrDefault()
            : null;
        Breaker = new CircuitBreaker(bucket.Cluster.Options.CircuitBreaker, bucket.Time);
        _links = [.. Enumerable.Range(0, bucket.Cluster.Options.NumKvConnections).Select(_ => new NodeLink(this, bucket))];
    }

    public NodeIdentity Identity { get; }

    public NodeEndpoint Endpoint { get; }

    /// <summary>An address of the node that was not chosen, because nobody said which network to use; null if there is none.</summary>
    public AlternateAddress? OtherNetwork { get; }

    /// <summary>The endpoint as connections show it.</summary>
    public string Name => field ??= Endpoint.ToString();

    public CircuitBreaker Breaker { get; }

    /// <summary>The connection to use for the next request; null while there is none or the node does not answer.</summary>
    public Connection? Connection => Breaker.IsOpen ? null : _links.Length == 1 ? _links[0].Connection : LessLoadedConnection();

    /// <summary>The connections as they should be, made or not.</summary>
    public IReadOnlyList<NodeLink> Links => _links;

    /// <summary>All connections that there are, whether or not requests are sent over them at the moment.</summary>
    public IEnumerable<Connection> OpenConnections => _links.Select(link => link.Connection).OfType<Connection>();

    /// <summary>Why there is no connection; null while there is one or the first attempt is still running.</summary>
    public Exception? LastFailure => Breaker.IsOpen
        ? new CouchbaseException($"{Endpoint} has not answered for a while; its circuit breaker is open until it answers a probe.")
        : _links.Select(link => link.LastFailure).FirstOrDefault(failure => failure is not null);

    /// <summary>Whether no link is connected and each has tried to connect in vain.</summary>
    public bool IsLost => _links.All(link => link.Connection is null && link.FailedAttempts > 0);

    /// <summary>Starts to connect; the first link takes over a connection that exists already.</summary>
    public void Start(EstablishedConnection? existing = null)
    {
        foreach (var link in _links)
        {
            link.Start(existing);
            existing = null;
        }
    }

    /// <summary>A request to this node was not answered in time.</summary>
    public void OnTimeout(Connection connection)
    {
        if (Breaker.RecordTimeout(connection.Statistics.Answers))
            _bucket.Cluster.Tasks.Track(ProbeUntilAnsweredAsync());
    }

    /// <summary>Lets requests in flight finish, for at most the given time, then closes the connections.</summary>
    public async Task RetireAsync(TimeSpan grace)
    {
        var time = _bucket.Time;
        var started = time.GetTimestamp();
        while (OpenConnections.Any(connection => connection.InFlight > 0)
            && time.GetElapsedTime(started) < grace
            && !_bucket.Cluster.Lifetime.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, _bucket.Cluster.Lifetime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links)
            await link.DisposeAsync().ConfigureAwait(false);
    }

    // The less loaded of two neighbours, starting at another place each time: enough to spread the load without looking at all of them,
    // and without a counter that all threads would write to.
    private Connection? LessLoadedConnection()
    {
        var start = t_nextLink++ & int.MaxValue;
        Connection? best = null;
        for (var i = 0; i < _links.Length; i++)
        {
            if (_links[(start + i) % _links.Length].Connection is not { } connection)
                continue;

            if (best is not null)
                return connection.InFlight < best.InFlight ? connection : best;

            best = connection;
        }

        return best;
    }

    private async Task ProbeUntilAnsweredAsync()
    {
        var lifetime = _bucket.Cluster.Lifetime;
        while (Breaker.IsOpen && !lifetime.IsCancellationRequested)
        {
            await Task.Delay(Breaker.SleepWindow, _bucket.Time, lifetime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var timeout = new CancellationTokenSource(_bucket.Cluster.Options.KeyValueTimeout, _bucket.Time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lifetime);
            try
            {
                // A node that left the map, or is being connected to anew, has nothing to probe.
                if (_links.Select(link => link.Connection).FirstOrDefault(connection => connection is not null) is { } connection)
                    await connection.RequestAsync(new ControlRequest(Wire.Opcode.Noop), linked.Token).ConfigureAwait(false);

                Breaker.Close();
            }
            catch (Exception e) when (e is CouchbaseException or OperationCanceledException)
            {
                // Still silent: the next probe follows after another sleep window.
            }
        }

        _bucket.StateChanged.Raise();
    }
}
