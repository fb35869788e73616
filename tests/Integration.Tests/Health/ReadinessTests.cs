using System.Net;
using System.Net.Sockets;
using Integration.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.Health;

public sealed class ReadinessTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_running_cluster_is_ready()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 3 });
        await using var lazy = Lazy(emulator.ConnectionString);
        await lazy.WaitUntilReadyAsync(Long);
        await lazy.WaitUntilReadyAsync(Long, new() { DesiredState = Readiness.Degraded });
        await lazy.Bucket("default").WaitUntilReadyAsync(Long);
        Assert.Equal(3, lazy.Core.Bucket("default").Routing!.Nodes.Count(node => node.Connection is not null));

        // The bucket has taken the connection over; no second one was made for the cluster.
        await lazy.WaitUntilReadyAsync(Long);
        Assert.Equal(3, emulator.Nodes.Sum(node => node.ConnectionsAccepted));

        await using var eager = await Cluster.ConnectAsync(emulator.ConnectionString, new() { Authenticator = EmulatedCluster.Credentials });
        await eager.WaitUntilReadyAsync(Long);
        Assert.Equal(4, emulator.Nodes.Sum(node => node.ConnectionsAccepted));
    }

    [Fact]
    public async Task Without_a_server_each_host_is_listed_with_the_step_and_the_cause()
    {
        var ports = new[] { Ports.Closed(), Ports.Closed() };
        await using var cluster = Lazy($"couchbase://127.0.0.1:{ports[0]},127.0.0.1:{ports[1]}");
        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => cluster.WaitUntilReadyAsync(Short));
        Assert.StartsWith("The cluster was not ready within 300 ms: no node has accepted the credentials.", error.Message);
        Assert.All(ports, port => Assert.Contains($"\n  127.0.0.1:{port} failed at the TCP connection: ", error.Message));
        Assert.IsType<ConnectFailedException>(error.InnerException);

        error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => cluster.Bucket("default").WaitUntilReadyAsync(Short));
        Assert.StartsWith("The bucket 'default' was not ready within 300 ms: it could not be opened.", error.Message);
        Assert.All(ports, port => Assert.Contains($"\n  127.0.0.1:{port} failed at the TCP connection: ", error.Message));
    }

    [Fact]
    public async Task A_host_that_accepts_and_says_nothing_is_listed_with_the_step_it_hangs_at()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var cluster = Lazy($"couchbase://127.0.0.1:{port}");
        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => cluster.WaitUntilReadyAsync(Short));
        Assert.Contains($"127.0.0.1:{port} failed at HELLO: There was no answer before the attempt was given up.", error.Message);

        // Opening a bucket goes on for others who wait longer.
        error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => cluster.Bucket("default").WaitUntilReadyAsync(Short));
        Assert.Contains($"127.0.0.1:{port} is still at HELLO, without an answer", error.Message);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_listed()
    {
        await using var cluster = Lazy("couchbase://no-such-host.invalid:11210");
        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => cluster.WaitUntilReadyAsync(Short));
        Assert.Contains("no-such-host.invalid:11210 failed at name resolution: ", error.Message);
    }

    [Fact]
    public async Task A_wrong_password_ends_it_at_once()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await using var cluster = Cluster.Create(
            emulator.ConnectionString, new() { Authenticator = new PasswordAuthenticator("Administrator", "hunter2") });
        var error = await Assert.ThrowsAsync<AuthenticationFailureException>(() => cluster.WaitUntilReadyAsync(Long));
        Assert.DoesNotContain("hunter2", error.ToString());
        await Assert.ThrowsAsync<AuthenticationFailureException>(() => cluster.Bucket("default").WaitUntilReadyAsync(Long));
    }

    [Fact]
    public async Task A_missing_bucket_ends_it_at_once()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await using var cluster = Lazy(emulator.ConnectionString);
        var error = await Assert.ThrowsAsync<BucketNotFoundException>(() => cluster.Bucket("nowhere").WaitUntilReadyAsync(Long));
        Assert.Contains("'nowhere'", error.Message);
        await cluster.WaitUntilReadyAsync(Long);
    }

    [Fact]
    public async Task One_dead_node_of_three_is_enough_for_Degraded_and_too_much_for_Online()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 3 });
        await emulator.Node(1).StopAsync();
        var dead = emulator.Node(1).KvPort;
        await using var cluster = Lazy(emulator.ConnectionString);
        var bucket = cluster.Bucket("default");
        await bucket.WaitUntilReadyAsync(Long, new() { DesiredState = Readiness.Degraded });

        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => bucket.WaitUntilReadyAsync(TimeSpan.FromSeconds(1)));
        Assert.StartsWith(
            "The bucket 'default' was not ready within 1000 ms: 2 of 3 nodes are connected, all of them are needed (Online).", error.Message);
        Assert.Contains($"\n  127.0.0.1:{dead} failed at the TCP connection: ", error.Message);
        Assert.Contains($"\n  127.0.0.1:{emulator.Node(0).KvPort} is connected", error.Message);

        var waiting = bucket.WaitUntilReadyAsync(Long);
        await emulator.Node(1).StartAsync();
        await waiting;
    }

    [Fact]
    public async Task A_server_that_appears_later_is_found()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await emulator.Node(0).StopAsync();
        await using var cluster = Lazy(emulator.ConnectionString);
        var waiting = new[] { cluster.WaitUntilReadyAsync(Long), cluster.Bucket("default").WaitUntilReadyAsync(Long) };
        await emulator.Node(0).StartAsync();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task A_cluster_that_lost_all_nodes_is_waited_for()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 1 });
        await cluster.Bucket.WaitUntilReadyAsync(Long);
        await cluster.Emulator.Node(0).StopAsync();
        while (!cluster.Dispatcher.Routing!.Nodes[0].IsLost)
            await Task.Yield();

        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => cluster.Cluster.WaitUntilReadyAsync(Short));
        Assert.Contains($"127.0.0.1:{cluster.Emulator.Node(0).KvPort} ", error.Message);
        var waiting = cluster.Cluster.WaitUntilReadyAsync(Long);
        await cluster.Emulator.Node(0).StartAsync();
        await waiting;
    }

    [Fact]
    public async Task A_password_that_was_changed_meanwhile_ends_it_at_once()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 1 });
        await cluster.Bucket.WaitUntilReadyAsync(Long);
        using var refusal = cluster.Emulator.Node(0).On(Opcode.SaslAuth).Answer(Status.AuthError);
        cluster.Emulator.Node(0).CloseConnections();
        await refusal.Struck;
        await Assert.ThrowsAsync<AuthenticationFailureException>(() => cluster.Bucket.WaitUntilReadyAsync(Long));
    }

    [Fact]
    public async Task Waiting_can_be_cancelled_and_ends_with_the_cluster()
    {
        await using var cluster = Lazy($"couchbase://127.0.0.1:{Ports.Closed()}");
        using var cancellation = new CancellationTokenSource();
        Task[] waiting = [cluster.WaitUntilReadyAsync(Long, default, cancellation.Token), cluster.Bucket("b").WaitUntilReadyAsync(Long, default, cancellation.Token)];
        await cancellation.CancelAsync();
        foreach (var wait in waiting)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);

        waiting = [cluster.WaitUntilReadyAsync(Long), cluster.Bucket("b").WaitUntilReadyAsync(Long)];
        await cluster.DisposeAsync();
        foreach (var wait in waiting)
            await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => cluster.WaitUntilReadyAsync(Long));
    }

    [Fact]
    public async Task Services_can_be_waited_for_and_are_named_when_they_are_missing()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 2 });
        var services = new WaitUntilReadyOptions { Services = [ServiceType.Query, ServiceType.Management] };
        await cluster.Bucket.WaitUntilReadyAsync(Long, services);
        await cluster.Cluster.WaitUntilReadyAsync(Long, services);

        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(
            () => cluster.Bucket.WaitUntilReadyAsync(TimeSpan.FromSeconds(1), new() { Services = [ServiceType.Query, ServiceType.Search] }));
        Assert.EndsWith("key-value is ready, other services are not.\n  no node offers Search", error.Message);
    }

    [Fact]
    public async Task What_nobody_can_wait_for_is_refused()
    {
        await using var cluster = Lazy("couchbase://127.0.0.1");
        await Assert.ThrowsAsync<InvalidArgumentException>(() => cluster.WaitUntilReadyAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<InvalidArgumentException>(() => cluster.WaitUntilReadyAsync(Long, new() { DesiredState = Readiness.Offline }));
    }

    private static Cluster Lazy(string connectionString) => Cluster.Create(connectionString, new() { Authenticator = EmulatedCluster.Credentials });
}
