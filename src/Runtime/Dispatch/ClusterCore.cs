using System.Collections.Concurrent;
using Settee.Connecting;
using Settee.Topology;
using Settee.Transport;

namespace Settee.Dispatch;

/// <summary>What all buckets of one cluster share: the options, the seeds, the connector, and the life time.</summary>
internal sealed class ClusterCore : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, BucketDispatcher> _buckets = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _lifetime = new();
    private readonly Func<CancellationToken, ValueTask<NodeEndpoint[]>> _resolveSeeds;
    private readonly Lazy<ServiceHttp> _http;
    private NodeEndpoint[]? _seeds;
    private BootstrapConnection? _bootstrap;
    private int _disposed;

    /// <param name="options">The options of the cluster.</param>
    /// <param name="connector">Makes connections.</param>
    /// <param name="resolveSeeds">The nodes to start with; asked when they are first needed, and again when all nodes are lost.</param>
    public ClusterCore(ResolvedOptions options, INodeConnector connector, Func<CancellationToken, ValueTask<NodeEndpoint[]>> resolveSeeds)
    {
        Options = options;
        Connector = connector;
        Lifetime = _lifetime.Token;
        _resolveSeeds = resolveSeeds;
        _http = new Lazy<ServiceHttp>(() => new ServiceHttp(options));
    }

    public ResolvedOptions Options { get; }

    public INodeConnector Connector { get; }

    /// <summary>Cancelled when the cluster is disposed.</summary>
    public CancellationToken Lifetime { get; }

    /// <summary>The services beside key-value.</summary>
    public ServiceHttp Http => _http.Value;

    /// <summary>Cluster maps over HTTP.</summary>
    public ConfigStream ConfigStream => field ??= new ConfigStream(Http, Options);

    /// <summary>Work that dispose waits for.</summary>
    public BackgroundTasks Tasks { get; } = new();

    public IEnumerable<BucketDispatcher> Buckets => _buckets.Values;

    public ClusterStatistics Statistics
    {
        get
        {
            var total = default(ClusterStatistics);
            foreach (var (_, connection) in OpenConnections())
            {
                var one = connection.Statistics;
                total = new ClusterStatistics(
                    total.OpenConnections + 1,
                    total.RequestsSent + one.RequestsSent,
                    total.Sends + one.Sends,
                    total.BytesSent + one.BytesSent,
                    total.BytesReceived + one.BytesReceived);
            }

            return total;
        }
    }

    public BucketDispatcher Bucket(string name)
    {
        ObjectDisposedException.ThrowIf(Lifetime.IsCancellationRequested, typeof(Cluster));
        return _buckets.GetOrAdd(name, static (key, core) => new BucketDispatcher(core, key), this);
    }

    /// <summary>Connects to the first seed that works, without a bucket. The connection waits for the first bucket to take it over.</summary>
    public async Task BootstrapAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Options.ConnectTimeout, Options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken, Lifetime);
        try
        {
            await BootstrapOnceAsync(refreshSeeds: false, linked.Token).ConfigureAwait(false);
        }
        catch (ConnectFailedException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>As <see cref="BootstrapAsync"/>, with the caller's deadline only.</summary>
    public async Task BootstrapOnceAsync(bool refreshSeeds, CancellationToken token)
    {
        var (endpoint, established) = await ConnectToAnySeedAsync(bucket: null, token, refreshSeeds).ConfigureAwait(false);
        var superfluous = Interlocked.Exchange(ref _bootstrap, new BootstrapConnection(endpoint, established));

        // Disposed meanwhile: nobody would ever take it.
        if (superfluous is null && Lifetime.IsCancellationRequested)
            superfluous = TakeBootstrapConnection();

        if (superfluous is not null)
            await superfluous.Established.Connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The idle connection of the bootstrap, as long as it lives and no bucket has taken it.</summary>
    public BootstrapConnection? IdleBootstrapConnection =>
        Volatile.Read(ref _bootstrap) is { Established.Connection.IsClosed: false } idle ? idle : null;

    /// <summary>A bucket that has a cluster map; null while there is none.</summary>
    public BucketDispatcher? AnyOpenBucket => _buckets.Values.FirstOrDefault(bucket => bucket.Routing is not null);

    /// <summary>The idle connection of the bootstrap, for whoever asks first.</summary>
    public BootstrapConnection? TakeBootstrapConnection() => Interlocked.Exchange(ref _bootstrap, null);

    /// <summary>Tries one seed after the other.</summary>
    /// <param name="bucket">The bucket to select; null for none.</param>
    /// <param name="token">The deadline of it all.</param>
    /// <param name="refreshSeeds">Whether the seeds are looked up anew: the cluster may have moved.</param>
    /// <exception cref="ConnectFailedException">None works; every one is listed with the step and the cause.</exception>
    public async Task<(NodeEndpoint Endpoint, EstablishedConnection Established)> ConnectToAnySeedAsync(
        string? bucket, CancellationToken token, bool refreshSeeds = false)
    {
        List<ConnectFailure> failures = [];
        foreach (var seed in await SeedsAsync(refreshSeeds, token).ConfigureAwait(false))
        {
            try
            {
                return (seed, await Connector.ConnectAsync(seed, bucket, token).ConfigureAwait(false));
            }
            catch (ConnectFailedException e)
            {
                failures.AddRange(e.Failures);
                if (token.IsCancellationRequested)
                    break;
            }
        }

        throw new ConnectFailedException(failures);
    }

    /// <summary>
    /// Takes new credentials: new connections use them from now on; open ones present them where their kind expires (tokens). A connection
    /// whose server refuses them is closed, and made anew in the background.
    /// </summary>
    public async Task ReplaceCredentialsAsync(Authenticator authenticator, CancellationToken cancellationToken)
    {
        Options.Credentials.Replace(authenticator);
        using var timeout = new CancellationTokenSource(Options.ConnectTimeout, Options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken, Lifetime);
        await Task.WhenAll(OpenConnections().Select(open => PresentAsync(open.Endpoint, open.Connection, linked.Token))).ConfigureAwait(false);
    }

    private async Task PresentAsync(NodeEndpoint endpoint, Connection connection, CancellationToken token)
    {
        try
        {
            await Connector.ReauthenticateAsync(connection, endpoint, token).ConfigureAwait(false);
        }
        catch (AuthenticationFailureException e)
        {
            connection.Close(e);
            throw;
        }
        catch (ConnectionLostException)
        {
            // The next connection logs in with the new credentials anyway.
        }
    }

    private async ValueTask<NodeEndpoint[]> SeedsAsync(bool refresh, CancellationToken token)
    {
        if (!refresh && Volatile.Read(ref _seeds) is { } known)
            return known;

        var seeds = await _resolveSeeds(token).ConfigureAwait(false);

        // Shuffled once, so that many clients do not all start at the first seed.
        if (!Options.PreserveHostOrder)
        {
            seeds = [.. seeds];
            Random.Shared.Shuffle(seeds);
        }

        Volatile.Write(ref _seeds, seeds);
        return seeds;
    }

    private IEnumerable<(NodeEndpoint Endpoint, Connection Connection)> OpenConnections()
    {
        if (Volatile.Read(ref _bootstrap) is { } bootstrap)
            yield return (bootstrap.Endpoint, bootstrap.Established.Connection);

        foreach (var bucket in _buckets.Values)
        {
            foreach (var node in bucket.Routing?.Nodes ?? [])
            {
                foreach (var connection in node.OpenConnections)
                    yield return (node.Endpoint, connection);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        await _lifetime.CancelAsync().ConfigureAwait(false);
        if (TakeBootstrapConnection() is { } unused)
            await unused.Established.Connection.DisposeAsync().ConfigureAwait(false);

        foreach (var bucket in _buckets.Values)
            await bucket.DisposeAsync().ConfigureAwait(false);

        await Tasks.WhenAllAsync().ConfigureAwait(false);
        if (_http.IsValueCreated)
            _http.Value.Dispose();

        _lifetime.Dispose();
    }
}

/// <summary>A connection without a bucket, and where it goes.</summary>
internal sealed record BootstrapConnection(NodeEndpoint Endpoint, EstablishedConnection Established);
