using System.Net;
using System.Net.Sockets;
using Integration.Tests.Documents;
using Integration.Tests.Support;
using Runtime.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

/// <summary>What happens when much goes wrong: servers that are away at the start, that fall silent, that are all gone.</summary>
public sealed class RecoveryTests
{
    private static readonly OperationOptions Patient = new() { Timeout = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task A_lazy_cluster_works_as_soon_as_the_server_does()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        var node = emulator.Node(0);
        await node.StopAsync();
        await using var cluster = Cluster.Create(emulator.ConnectionString, new() { Authenticator = EmulatedCluster.Credentials });
        var waiting = cluster.Bucket("default").Airlines.ExistsAsync(1, new() { Timeout = TimeSpan.FromMinutes(1) }).AsTask();
        await node.StartAsync();
        Assert.False(await waiting);
    }

    [Fact]
    public async Task An_operation_on_a_cluster_that_is_away_says_why_it_could_not_be_sent()
    {
        var port = FreePort();
        await using var cluster = Cluster.Create($"couchbase://127.0.0.1:{port}", new() { Authenticator = EmulatedCluster.Credentials });
        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(
            async () => await cluster.Bucket("default").Airlines.GetAsync(1, new() { Timeout = TimeSpan.FromMilliseconds(50) }));
        Assert.Contains("it could not be sent", error.Message);
        Assert.Contains($"127.0.0.1:{port} failed at the TCP connection", error.Message);
        Assert.Contains(RetryReason.BucketNotReady, error.Context!.RetryReasons);

        await Assert.ThrowsAsync<ConnectFailedException>(async () => await cluster.Bucket("default").Airlines.GetAsync(
            1, new() { RetryStrategy = RetryStrategy.FailFast }));
    }

    [Fact]
    public async Task A_cluster_that_comes_back_on_other_ports_is_found_through_its_seed()
    {
        var port = FreePort();
        await using var first = await CouchbaseEmulator.StartAsync(new() { Nodes = 3, KvPort = 0 });
        await using var proxy = new SeedProxy(port) { Target = first.Node(0).KvPort };
        await using var cluster = await Cluster.ConnectAsync($"couchbase://127.0.0.1:{port}", new()
        {
            Authenticator = EmulatedCluster.Credentials,
            ConfigPollInterval = TimeSpan.FromMilliseconds(100),
        });
        await cluster.Bucket("default").Airlines.UpsertAsync(new Airline { Id = 1, Name = "old" });

        await using var second = await CouchbaseEmulator.StartAsync(new() { Nodes = 2 });
        proxy.Target = second.Node(0).KvPort;
        await first.DisposeAsync();
        proxy.CloseConnections();

        // The new cluster knows nothing of the old one's document.
        Assert.False(await cluster.Bucket("default").Airlines.ExistsAsync(1, Patient));
        await cluster.Bucket("default").Airlines.UpsertAsync(new Airline { Id = 1, Name = "new" });
        Assert.Equal(1, second.Nodes.Sum(node => node.RequestsOf(Opcode.Set)));
    }

    [Fact]
    public async Task A_node_that_never_answers_is_left_alone_until_it_answers_a_probe()
    {
        var time = new ManualTimeProvider();
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 }, new() { TimeProvider = time });
        var airlines = cluster.Bucket.Airlines;
        await airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
        var node = cluster.Dispatcher.Routing!.Nodes[0];
        var silence = cluster.Emulator.Node(0).On(Opcode.Get).Drop();

        // Twenty time-outs open the breaker; the next request is not sent at all.
        var reads = Enumerable.Range(0, 25).Select(_ => airlines.GetAsync(1).AsTask()).ToList();
        time.Advance(TimeSpan.FromSeconds(3));
        foreach (var read in reads)
            await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => read);

        Assert.True(node.Breaker.IsOpen);
        var error = await Assert.ThrowsAsync<TemporaryFailureException>(
            async () => await airlines.GetAsync(1, new() { RetryStrategy = RetryStrategy.FailFast }));
        Assert.Contains("circuit breaker", error.ToString());

        silence.Dispose();
        while (node.Breaker.IsOpen)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal("KA", (await airlines.GetAsync(1)).Value.Name);
    }

    [Fact]
    public async Task A_connection_that_fell_silent_is_replaced()
    {
        await using var cluster = await EmulatedCluster.StartAsync(
            new() { Nodes = 1 }, new() { KeepAlive = new() { ProbeAfter = TimeSpan.FromMilliseconds(100) }, EnableConfigPush = false });
        await cluster.Bucket.OpenAsync();
        var silent = await cluster.ConnectionOfAsync(0);
        using var polls = cluster.Emulator.Node(0).On(Opcode.GetClusterConfig).Drop(times: 1);
        using var silence = cluster.Emulator.Node(0).On(Opcode.Noop).Drop(times: 1);
        await silence.Struck;
        while (await cluster.ConnectionOfAsync(0) == silent)
            await cluster.Dispatcher.StateChanged.NextChange;

        Assert.Contains("does not answer a probe", silent.CloseCause!.Message);
        Assert.False(await cluster.Bucket.Airlines.ExistsAsync(1));
    }

    [Fact]
    public async Task Several_connections_to_a_node_share_the_load()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 }, new() { NumKvConnections = 3 });
        await cluster.Bucket.OpenAsync();
        var node = cluster.Dispatcher.Routing!.Nodes[0];
        while (node.OpenConnections.Count() < 3)
            await cluster.Dispatcher.StateChanged.NextChange.WaitAsync(TimeSpan.FromSeconds(1)).ContinueWith(_ => { });

        await Task.WhenAll(Enumerable.Range(0, 3000).Select(id => cluster.Bucket.Airlines.ExistsAsync(id).AsTask()));
        Assert.All(node.OpenConnections, connection => Assert.InRange(connection.Statistics.RequestsSent, 100, 2900));
        Assert.Equal(3, cluster.Emulator.Node(0).ConnectionsAccepted);
    }

    [Fact]
    public async Task Ten_thousand_callers_wait_instead_of_failing()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 });
        var text = new string('x', 10_000);
        var writes = Enumerable.Range(0, 10_000).Select(id =>
            cluster.Bucket.Airlines.UpsertAsync(new Airline { Id = id % 100, Name = text }, new() { Timeout = TimeSpan.FromMinutes(1) }).AsTask());
        await Task.WhenAll(writes);
        Assert.Equal(10_000, cluster.Emulator.Node(0).RequestsOf(Opcode.Set));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A fixed address in front of a cluster that moves: what DNS is in production.</summary>
    private sealed class SeedProxy : IAsyncDisposable
    {
        private readonly TcpListener _listener;
        private readonly List<Socket> _sockets = [];
        private readonly Task _accepting;

        public SeedProxy(int port)
        {
            _listener = new TcpListener(IPAddress.Loopback, port);
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public int Target { get; set; }

        public void CloseConnections()
        {
            lock (_sockets)
            {
                _sockets.ForEach(socket => socket.Dispose());
                _sockets.Clear();
            }
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _accepting;
            CloseConnections();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptSocketAsync();
                    var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    lock (_sockets)
                        _sockets.AddRange([client, server]);

                    _ = RelayAsync(client, server);
                }
            }
            catch (SocketException)
            {
                // Stopped.
            }
        }

        private async Task RelayAsync(Socket client, Socket server)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, Target);
                await using var from = new NetworkStream(client);
                await using var to = new NetworkStream(server);
                Task[] directions = [from.CopyToAsync(to), to.CopyToAsync(from)];
                await Task.WhenAny(directions);
                client.Dispose();
                server.Dispose();
                await Task.WhenAll(directions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // One side has gone.
            }
            finally
            {
                client.Dispose();
                server.Dispose();
            }
        }
    }
}
