using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Settee;
using Settee.Connecting;
using Settee.Dispatch;
using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Support;

/// <summary>
/// A node that keeps the requests it gets as bytes and answers what the test says. It is also the connector to itself, which spares the
/// handshake: what a connection has negotiated is what the test wants. Nothing here uses the client's own layout of frames.
/// </summary>
internal sealed class RecordingNode : INodeConnector, IAsyncDisposable
{
    public const int VBuckets = 4;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _accepted = [];
    private readonly ConcurrentBag<Task> _serving = [];
    private ClusterCore? _core;

    public RecordingNode()
    {
        _listener.Start();
        Endpoint = new NodeEndpoint("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
    }

    public NodeEndpoint Endpoint { get; }

    /// <summary>What the connections have negotiated.</summary>
    public FeatureSet Features { get; set; }

    public ErrorMap ErrorMap { get; init; } = ErrorMap.Empty;

    /// <summary>The answer to a document operation, as whole frames; null to say nothing.</summary>
    public Func<WireFrame, byte[]?> Answer { get; set; } = static request => WireFrame.Response(request, 0, extras: new byte[16], cas: 7);

    public ConcurrentQueue<WireFrame> Requests { get; } = [];

    public int Connections => _accepted.Count;

    public TaskCompletionSource FirstConnectionEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A bucket of a client that is connected to this node.</summary>
    public async Task<Bucket> OpenAsync(ClusterOptions? options = null)
    {
        var resolved = ResolvedOptions.From(
            ConnectionString.Parse($"couchbase://{Endpoint}"),
            (options ?? new ClusterOptions()) with { Authenticator = new PasswordAuthenticator("user", "password"), ConfigPollInterval = TimeSpan.FromHours(1) });
        _core = new ClusterCore(resolved, this, _ => ValueTask.FromResult<NodeEndpoint[]>([Endpoint]));
        var bucket = new Bucket(null!, _core.Bucket("default"));
        await bucket.OpenAsync();
        while (true)
        {
            // Tests that never retry must not begin while the connection is still on its way to its node.
            var change = bucket.Dispatcher.StateChanged.NextChange;
            if (bucket.Dispatcher.Routing!.OwnerOf(0)?.Connection is not null)
                return bucket;

            await change;
        }
    }

    public async Task<EstablishedConnection> ConnectAsync(NodeEndpoint endpoint, string? bucket, CancellationToken cancellationToken)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var accepting = _listener.AcceptSocketAsync(cancellationToken);
        await client.ConnectAsync(IPAddress.Loopback, Endpoint.Port, cancellationToken);
        var server = await accepting;
        lock (_accepted)
            _accepted.Add(server);

        _serving.Add(ServeAsync(server));
        var connection = new Connection(new NetworkStream(client, ownsSocket: true), Endpoint.ToString(), TimeProvider.System) { Features = Features };
        return new EstablishedConnection(connection, new OfferedMap(bucket is null ? null : Encoding.UTF8.GetBytes(ClusterMap))) { ErrorMap = ErrorMap };
    }

    public Task ReauthenticateAsync(Connection connection, NodeEndpoint endpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_core is not null)
            await _core.DisposeAsync();

        _listener.Stop();
        lock (_accepted)
            _accepted.ForEach(socket => socket.Dispose());

        await Task.WhenAll(_serving);
    }

    private string ClusterMap =>
        $$$"""
        {"rev":1,"revEpoch":1,"name":"default","nodeLocator":"vbucket","uuid":"0","bucketCapabilities":["cccp","collections","rangeScan"],
         "nodes":[{"hostname":"127.0.0.1:8091","ports":{"direct":{{{Endpoint.Port}}}}}],
         "nodesExt":[{"hostname":"127.0.0.1","thisNode":true,"serverGroup":"Group 1","services":{"kv":{{{Endpoint.Port}}}}}],
         "vBucketServerMap":{"hashAlgorithm":"CRC","numReplicas":1,"serverList":["127.0.0.1:{{{Endpoint.Port}}}"],"vBucketMap":[[0,0],[0,0],[0,0],[0,0]]}}
        """;

    private async Task ServeAsync(Socket socket)
    {
        var header = new byte[24];
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            while (true)
            {
                await stream.ReadExactlyAsync(header);
                var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8))];
                await stream.ReadExactlyAsync(body);
                var request = new WireFrame([.. header, .. body]);
                if (Reply(request) is { } answer)
                    await stream.WriteAsync(answer);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            FirstConnectionEnded.TrySetResult();
        }
    }

    private byte[]? Reply(WireFrame request)
    {
        switch (request.Opcode)
        {
            case 0xb5:
                return WireFrame.Response(request, 0, value: Encoding.UTF8.GetBytes(ClusterMap));
            case 0xbb:
                // s1.c1 has the id 8, s1.c2 the id 9, and so on.
                var name = Encoding.UTF8.GetString(request.Value);
                return WireFrame.Response(request, 0, extras: [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, (byte)(7 + (name[^1] - '0'))]);
            default:
                Requests.Enqueue(request);
                return Answer(request);
        }
    }
}
