using System.Collections.Concurrent;
using Settee.Connecting;
using Settee.Dispatch;

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
        resolved.LogWarnings();
        return new Cluster(new ClusterCore(resolved, new NodeConnector(resolved), token => SeedResolver.ResolveAsync(resolved, token)));
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

    /// <summary>Closes all connections. Operations that still wait end with <see cref="RequestCanceledException"/>.</summary>
    public ValueTask DisposeAsync() => Core.DisposeAsync();
}
