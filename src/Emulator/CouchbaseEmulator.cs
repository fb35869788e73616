using System.Net;
using Settee.Emulator.Cluster;
using Settee.Emulator.Protocol;
using Settee.Emulator.Security;
using Settee.Emulator.Storage;

namespace Settee.Emulator;

/// <summary>
/// An emulated Couchbase cluster in this process: for development and tests only. Documents live in memory and go with it.
/// </summary>
public sealed class CouchbaseEmulator : IAsyncDisposable
{
    private readonly EmulatorOptions _options;
    private readonly NodePeers _peers = new();
    private readonly List<EmulatorNode> _nodes = [];

    private CouchbaseEmulator(EmulatorOptions options)
    {
        _options = options;
        var users = new UserDirectory { ScramIterations = options.ScramIterations };
        users.Set(UserDirectory.Administrator(options.Username, options.Password));
        foreach (var user in options.Users)
            users.Set(UserDirectory.From(user));
        Cluster = new ClusterState(new ServerClock(options.TimeProvider), users);
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

    /// <summary>The revision of the cluster configuration; it grows with every change that clients can notice.</summary>
    public long ConfigRevision => Cluster.Snapshot.Revision;

    internal ClusterState Cluster { get; }

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
            for (var i = 0; i < options.Nodes; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                emulator.StartNode();
            }

            emulator.PublishMembers();
            if (options.Conformance)
            {
                ConformanceProfile.Apply(emulator.Cluster);
                return emulator;
            }

            if (options.Bucket.Length > 0)
            {
                emulator.Cluster.AddBucket(new EmulatorBucket(options.Bucket)
                {
                    Scopes = options.Scopes, Replicas = options.Replicas, VBuckets = options.VBuckets,
                });
            }

            foreach (var bucket in options.Buckets)
                emulator.Cluster.AddBucket(bucket);
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

    /// <summary>Stops all nodes and waits for everything that runs.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(Nodes.Select(n => n.StopAsync())).ConfigureAwait(false);

    private EmulatorNode StartNode()
    {
        var index = _nodes.Count;
        var server = new NodeServer(Cluster, _peers, index);
        _peers.Add(server);
        var node = new EmulatorNode(server, _options);
        lock (_nodes)
            _nodes.Add(node);
        node.Start();
        return node;
    }

    private void PublishMembers() => Cluster.SetMembers([.. Nodes.Select(n => n.Address)]);
}
