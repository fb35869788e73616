using System.Collections.Concurrent;
using Settee.Connecting;
using Settee.Dispatch;
using Settee.Health;
using Settee.Topology;

namespace Settee;

/// <summary>
/// A Couchbase cluster. One instance per application: it is thread-safe, shares its connections among all users, and is disposed when the
/// application ends.
/// </summary>
public sealed class Cluster : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    private Cluster(ClusterCore core) => Core = core;

    internal ClusterCore Core { get; }

    /// <summary>Connects to a cluster.</summary>
    /// <param name="connectionString">
    /// For example <c>couchbase://host1,host2</c>, or <c>couchbases://host</c> for TLS; parameters as in <c>?kv_timeout=2500</c>.
    /// </param>
    /// <param name="options">Credentials and everything else; parameters of the connection string fill in what is not set here.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <returns>A cluster that at least one node has accepted the credentials for.</returns>
    /// <exception cref="InvalidArgumentException">Connection string or options cannot be right; nothing was sent.</exception>
    /// <exception cref="AuthenticationFailureException">The server does not accept the credentials.</exception>
    /// <exception cref="ConnectFailedException">No node works; each is listed with the step and the cause.</exception>
    public static async Task<Cluster> ConnectAsync(string connectionString, ClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        var cluster = Create(connectionString, options);
        try
        {
            await cluster.Core.BootstrapAsync(cancellationToken).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// A cluster that connects when it is first used, for applications that must start while the server is away. Operations wait for the
    /// connection as long as their time-out allows.
    /// </summary>
    /// <param name="connectionString">As for <see cref="ConnectAsync"/>.</param>
    /// <param name="options">As for <see cref="ConnectAsync"/>.</param>
    /// <exception cref="InvalidArgumentException">Connection string or options cannot be right.</exception>
    public static Cluster Create(string connectionString, ClusterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        var resolved = ResolvedOptions.From(ConnectionString.Parse(connectionString), options ?? new ClusterOptions());
        return From(resolved, token => SeedResolver.ResolveAsync(resolved, token));
    }

    /// <summary>As <see cref="Create(string, ClusterOptions?)"/>, with another way to find the nodes to start with.</summary>
    internal static Cluster From(ResolvedOptions options, Func<CancellationToken, ValueTask<NodeEndpoint[]>> resolveSeeds)
    {
        options.LogWarnings();
        return new Cluster(new ClusterCore(options, new NodeConnector(options), resolveSeeds));
    }

    /// <summary>A bucket of the cluster; it is opened when the first operation needs it.</summary>
    /// <param name="name">The bucket's name.</param>
    public Bucket Bucket(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _buckets.GetOrAdd(name, static (key, cluster) => new Bucket(cluster, cluster.Core.Bucket(key)), this);
    }

    /// <summary>
    /// Replaces the credentials while the cluster is in use: passwords and certificates for connections made from now on, tokens also on
    /// the open ones.
    /// </summary>
    /// <param name="authenticator">Of the same kind as the present one.</param>
    /// <param name="cancellationToken">Gives up waiting for the servers; new connections use the new credentials nevertheless.</param>
    /// <exception cref="InvalidArgumentException">The authenticator is of another kind, or needs TLS where there is none.</exception>
    /// <exception cref="AuthenticationFailureException">A server refuses the new token on an open connection.</exception>
    public Task ReplaceAuthenticatorAsync(Authenticator authenticator, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authenticator);
        return Core.ReplaceCredentialsAsync(authenticator, cancellationToken);
    }

    /// <summary>Connections, requests and bytes so far.</summary>
    public ClusterStatistics Statistics => Core.Statistics;

    /// <summary>
    /// Waits until at least one node has accepted the credentials, and connects if nobody has tried yet; after <see cref="Create"/> as well
    /// as later, when all connections may have been lost. Tries again until it works or the time is over.
    /// </summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="options">What to wait for.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AuthenticationFailureException">The server does not accept the credentials; not waited for.</exception>
    /// <exception cref="UnambiguousTimeoutException">The time is over; the message lists every node with the step and the cause.</exception>
    /// <exception cref="ObjectDisposedException">The cluster was disposed.</exception>
    public Task WaitUntilReadyAsync(TimeSpan timeout, WaitUntilReadyOptions options = default, CancellationToken cancellationToken = default) =>
        ReadinessWait.ForClusterAsync(Core, timeout, options, cancellationToken);

    /// <summary>
    /// Asks every node of every open bucket, and every service that the cluster map names, whether it is there. What does not answer is
    /// part of the report, never an exception. Services get no credentials.
    /// </summary>
    /// <param name="options">Time-out, services and the report's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ObjectDisposedException">The cluster was disposed.</exception>
    public Task<PingReport> PingAsync(PingOptions options = default, CancellationToken cancellationToken = default) =>
        new Pinger(Core, options, cancellationToken).PingClusterAsync();

    /// <summary>The state of all connections as it is known; nothing is sent to find out, so it costs no more than the report.</summary>
    /// <param name="reportId">The id that the report shows; by default a new UUID.</param>
    public DiagnosticsReport Diagnostics(string? reportId = null) => DiagnosticsCollector.Collect(Core, reportId);

    /// <summary>Closes all connections. Operations that still wait end with <see cref="RequestCanceledException"/>.</summary>
    public ValueTask DisposeAsync() => Core.DisposeAsync();
}
