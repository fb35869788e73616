using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Settee.Emulator.Cluster;
using Settee.Emulator.Control;
using Settee.Emulator.Protocol;
using Settee.Emulator.Query;
using Settee.Emulator.Security;
using Settee.Emulator.Storage;

namespace Settee.Emulator;

/// <summary>
/// An emulated Couchbase cluster in this process: for development and tests only. Documents live in memory and go with it.
/// </summary>
public sealed partial class CouchbaseEmulator : IAsyncDisposable
{
    private readonly EmulatorOptions _options;
    private readonly NodePeers _peers = new();
    private readonly List<EmulatorNode> _nodes = [];
    private readonly CertificateAuthority? _authority;
    private readonly ILogger _logger;
    private ControlServer? _control;

    private CouchbaseEmulator(EmulatorOptions options)
    {
        _options = options;
        var users = new UserDirectory { ScramIterations = options.ScramIterations };
        users.Set(UserDirectory.Administrator(options.Username, options.Password));
        foreach (var user in options.Users)
            users.Set(user);
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Settee.Emulator");
        _authority = options.Tls ? new CertificateAuthority(options.TimeProvider) : null;
        Cluster = new ClusterState(new ServerClock(options.TimeProvider), users) { WhileNobodyWorks = _peers.WhileNobodyWorks };
        Query = new QueryService(this);
        Cluster.Changed += _ => _logger.ConfigurationChanged(Cluster.Snapshot.Revision);
    }

    /// <summary>The nodes, in the order in which they joined; failed ones stay in the list.</summary>
    public IReadOnlyList<EmulatorNode> Nodes
    {
        get
        {
            lock (_nodes)
                return [.. _nodes];
        }
    }

    /// <summary>Where clients find the cluster, as in "couchbase://127.0.0.1:50001,127.0.0.1:50002".</summary>
    public string ConnectionString => "couchbase://" + string.Join(',', Cluster.Snapshot.Members.Select(m => $"{m.HostForUrl}:{m.KvPort}"));

    /// <summary>The certificate, in PEM, that signed those of the nodes; null without TLS.</summary>
    public string? CertificateAuthorityPem => _authority?.Pem;

    /// <summary>As <see cref="ConnectionString"/>, for clients that use TLS; null without TLS.</summary>
    public string? TlsConnectionString => _authority is null
        ? null
        : "couchbases://" + string.Join(',', Cluster.Snapshot.Members.Select(m => $"{m.HostForUrl}:{m.KvTlsPort}"));

    /// <summary>
    /// A certificate with which a client proves over TLS to be a user, signed by the authority of this cluster; needs
    /// <see cref="EmulatorOptions.Tls"/>.
    /// </summary>
    /// <param name="user">Name of the user.</param>
    public X509Certificate2 IssueClientCertificate(string user) =>
        (_authority ?? throw new InvalidOperationException("Certificates need an emulator that was started with Tls.")).IssueForUser(user);

    /// <summary>The revision of the cluster configuration; it grows with every change that clients can notice.</summary>
    public long ConfigRevision => Cluster.Snapshot.Revision;

    /// <summary>Port of the control API; 0 if it is off.</summary>
    public int ControlPort => _control?.Port ?? 0;

    internal ClusterState Cluster { get; }

    internal QueryService Query { get; }

    /// <summary>Starts a cluster. All nodes listen when the task completes.</summary>
    /// <param name="options">How it looks; one node and a bucket named "default" unless told otherwise.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<CouchbaseEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Nodes, 1);
        var emulator = new CouchbaseEmulator(options);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, options.Nodes).Select(_ => emulator.BindNodeAsync())).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();

            // Ports first, because the configuration names them; clients last, because they must find everything in its place.
            emulator.PublishMembers();
            emulator.MakeBuckets();
            foreach (var node in emulator.Nodes)
                node.Open();
            if (options.ControlPort is { } port)
                emulator._control = await ControlServer.StartAsync(emulator, options.TimeProvider, port).ConfigureAwait(false);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The node with this index, counted from 0.</summary>
    /// <param name="index">Its index in <see cref="Nodes"/>.</param>
    public EmulatorNode Node(int index) => Nodes[index];

    /// <summary>Publishes the configuration with a new revision, although nothing changed.</summary>
    public void PublishConfig() => Cluster.Publish(null);

    /// <summary>Adds a bucket.</summary>
    /// <param name="bucket">Its name and settings.</param>
    public void AddBucket(EmulatorBucket bucket) => Cluster.AddBucket(bucket);

    /// <summary>Drops a bucket; connections that have it selected lose it.</summary>
    /// <param name="bucket">Its name.</param>
    public void DropBucket(string bucket)
    {
        if (!Cluster.DropBucket(bucket))
            throw new ArgumentException($"There is no bucket \"{bucket}\".", nameof(bucket));
    }

    /// <summary>Removes all documents of a bucket; scopes and collections stay.</summary>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void Flush(string? bucket = null) => Find(bucket).Flush();

    /// <summary>Adds a scope.</summary>
    /// <param name="scope">Its name.</param>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void AddScope(string scope, string? bucket = null) => ChangeCollections(bucket, m => m.WithScope(scope));

    /// <summary>Drops a scope with its collections and their documents.</summary>
    /// <param name="scope">Its name.</param>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void DropScope(string scope, string? bucket = null) => ChangeCollections(
        bucket, m => m.WithoutScope(m.FindScope(scope) ?? throw new ArgumentException($"There is no scope \"{scope}\".", nameof(scope))));

    /// <summary>Adds a collection.</summary>
    /// <param name="scope">Name of its scope.</param>
    /// <param name="collection">Its name.</param>
    /// <param name="maxTtl">Longest life of its documents in seconds; 0 for no limit.</param>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void AddCollection(string scope, string collection, uint maxTtl = 0, string? bucket = null) =>
        ChangeCollections(bucket, m => m.WithCollection(scope, collection, maxTtl));

    /// <summary>Drops a collection with its documents. A collection of the same name made later has another id.</summary>
    /// <param name="scope">Name of its scope.</param>
    /// <param name="collection">Its name.</param>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void DropCollection(string scope, string collection, string? bucket = null) => ChangeCollections(
        bucket,
        m => m.WithoutCollection(
            m.Find(scope, collection) ?? throw new ArgumentException($"There is no collection \"{scope}.{collection}\".", nameof(collection))));

    /// <summary>Adds a user, or changes the password and access of one.</summary>
    /// <param name="user">The user.</param>
    public void SetUser(EmulatorUser user) => Cluster.Users.Set(user);

    /// <summary>Removes a user. Connections that are authenticated stay so.</summary>
    /// <param name="name">Name of the user.</param>
    public void RemoveUser(string name) => Cluster.Users.Remove(name);

    /// <summary>
    /// Accepts a token from clients that authenticate with OAUTHBEARER over TLS. Its text means nothing to the emulator.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="user">Name of the user whom it stands for.</param>
    /// <param name="expires">When connections that used it have to authenticate again, by the emulator's clock; never if null.</param>
    public void SetToken(string token, string user, DateTimeOffset? expires = null) => Cluster.Tokens.Set(token, new AcceptedToken(user, expires));

    /// <summary>Refuses a token from now on. Connections that are authenticated stay so until it expires.</summary>
    /// <param name="token">The token.</param>
    public void RemoveToken(string token) => Cluster.Tokens.Remove(token);

    /// <summary>Stops all nodes and waits for everything that runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_control is { } control)
            await control.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(Nodes.Select(n => n.StopAsync())).ConfigureAwait(false);
        _authority?.Dispose();
    }

    internal X509Certificate2 IssueNodeCertificate(bool expired) =>
        (_authority ?? throw new InvalidOperationException("Certificates need an emulator that was started with Tls.")).Issue(_options.Address, expired);

    internal Bucket Find(string? name)
    {
        name ??= _options.Conformance ? "default" : _options.Bucket;
        return Cluster.FindBucket(name) ?? throw new ArgumentException($"There is no bucket \"{name}\".", nameof(name));
    }

    internal void ChangeCollections(string? bucket, Func<CollectionManifest, CollectionManifest> change)
    {
        var found = Find(bucket);
        found.ChangeManifest(change);
        Cluster.Publish(found);
    }

    private async Task<EmulatorNode> BindNodeAsync()
    {
        EmulatorNode node;
        lock (_nodes)
        {
            var server = new NodeServer(Cluster, _peers, _nodes.Count, _logger);
            _peers.Add(server);
            var tls = _authority is null ? null : new NodeTls(_authority, IssueNodeCertificate(expired: false), Cluster.Users);
            node = new EmulatorNode(this, server, _options, tls);
            _nodes.Add(node);
        }

        await node.BindAsync().ConfigureAwait(false);
        return node;
    }

    private void MakeBuckets()
    {
        if (_options.Conformance)
        {
            ConformanceProfile.Apply(Cluster);
            return;
        }

        if (_options.Bucket.Length > 0)
        {
            Cluster.AddBucket(new EmulatorBucket(_options.Bucket)
            {
                Scopes = _options.Scopes, Replicas = _options.Replicas, VBuckets = _options.VBuckets,
            });
        }

        foreach (var bucket in _options.Buckets)
            Cluster.AddBucket(bucket);
    }

    private void PublishMembers() => Cluster.SetMembers([.. Nodes.Select(n => n.Address)]);
}
