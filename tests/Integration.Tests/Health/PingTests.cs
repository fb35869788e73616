using System.Text.Json;
using Integration.Tests.Support;
using Runtime.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.Health;

public sealed class PingTests
{
    [Fact]
    public async Task Every_node_and_the_management_service_answer()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        var report = await cluster.Bucket.PingAsync(new() { ReportId = "report-1" });
        Assert.True(report.IsHealthy);
        Assert.Equal("report-1", report.Id);
        Assert.StartsWith("settee/", report.Sdk);
        Assert.Equal((ulong)cluster.Emulator.ConfigRevision, report.ConfigRevision);

        var keyValue = report.Endpoints.Where(endpoint => endpoint.Service == ServiceType.KeyValue).ToList();
        Assert.Equal(cluster.Emulator.Nodes.Select(node => $"127.0.0.1:{node.KvPort}").Order(), keyValue.Select(endpoint => endpoint.Remote).Order());
        Assert.All(keyValue, endpoint =>
        {
            Assert.Matches("^[0-9a-f]{16}/[0-9a-f]{16}$", endpoint.Id);
            Assert.Equal("default", endpoint.Namespace);
            Assert.StartsWith("127.0.0.1:", endpoint.Local);
            Assert.True(endpoint.Latency > TimeSpan.Zero);
        });
        Assert.All(cluster.Emulator.Nodes, node => Assert.Equal(1, node.RequestsOf(Opcode.Noop)));

        var management = report.Endpoints.Where(endpoint => endpoint.Service == ServiceType.Management).ToList();
        Assert.Equal(cluster.Emulator.Nodes.Select(node => $"127.0.0.1:{node.HttpPort}").Order(), management.Select(endpoint => endpoint.Remote).Order());
        Assert.All(management, endpoint => Assert.StartsWith("127.0.0.1:", endpoint.Local));
    }

    [Fact]
    public async Task A_cluster_without_a_bucket_pings_the_connection_it_has_and_the_services()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        var report = await cluster.Cluster.PingAsync();
        Assert.True(report.IsHealthy);
        Assert.Null(Assert.Single(report.Endpoints, endpoint => endpoint.Service == ServiceType.KeyValue).Namespace);
        Assert.Equal(3, report.Endpoints.Count(endpoint => endpoint.Service == ServiceType.Management));

        await cluster.Bucket.OpenAsync();
        report = await cluster.Cluster.PingAsync(new() { Services = [ServiceType.KeyValue] });
        Assert.Equal(3, report.Endpoints.Count);
    }

    [Fact]
    public async Task A_cluster_that_was_never_connected_is_connected_first()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await using var cluster = Cluster.Create(emulator.ConnectionString, new() { Authenticator = EmulatedCluster.Credentials });
        Assert.True((await cluster.PingAsync()).IsHealthy);
    }

    [Fact]
    public async Task Failures_are_part_of_the_report()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        await cluster.Bucket.WaitUntilReadyAsync(TimeSpan.FromMinutes(1));
        using var silence = cluster.Emulator.Node(0).On(Opcode.Noop).Drop();
        using var refusal = cluster.Emulator.Node(1).On(Opcode.Noop).Answer(Status.InternalError);
        await cluster.Emulator.Node(2).StopAsync();

        var report = await cluster.Bucket.PingAsync(new() { Timeout = TimeSpan.FromMilliseconds(500) });
        Assert.False(report.IsHealthy);
        var silent = Of(report, ServiceType.KeyValue, cluster.Emulator.Node(0).KvPort);
        Assert.Equal((PingState.Timeout, "There was no answer in time."), (silent.State, silent.Error));
        Assert.True(silent.Latency >= TimeSpan.FromMilliseconds(400));
        var refusing = Of(report, ServiceType.KeyValue, cluster.Emulator.Node(1).KvPort);
        Assert.Equal(PingState.Error, refusing.State);
        Assert.NotEmpty(refusing.Error!);
        var dead = Of(report, ServiceType.KeyValue, cluster.Emulator.Node(2).KvPort);
        Assert.Equal(PingState.Error, dead.State);
        Assert.NotEmpty(dead.Error!);
        var unreachable = Of(report, ServiceType.Management, cluster.Emulator.Node(2).HttpPort);
        Assert.Equal(PingState.Error, unreachable.State);
        Assert.Contains("refused", unreachable.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_connection_that_is_being_made_may_take_as_long_as_making_one_may()
    {
        var clock = new ManualTimeProvider();
        await using var cluster = await EmulatedCluster.StartAsync(options: new() { TimeProvider = clock, EnableConfigPush = false });
        var nodes = cluster.Emulator.Nodes.Where(node => node.ConnectionsAccepted == 0).ToArray();
        var making = Array.ConvertAll(nodes, node => node.On(Opcode.Hello).Hold());
        await cluster.Bucket.OpenAsync();
        var pinging = cluster.Bucket.PingAsync(new() { Services = [ServiceType.KeyValue] });
        await Task.WhenAll(making.Select(fault => fault.Struck));

        // Longer than the key-value time-out, which an answer has.
        clock.Advance(TimeSpan.FromSeconds(8));
        foreach (var fault in making)
            fault.Dispose();

        var report = await pinging;
        Assert.Equal(2, nodes.Length);
        Assert.All(nodes, node => Assert.Equal(PingState.Ok, Of(report, ServiceType.KeyValue, node.KvPort).State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_server_the_report_says_so(bool ofBucket)
    {
        var port = Ports.Closed();
        await using var cluster = Cluster.Create($"couchbase://127.0.0.1:{port}", new() { Authenticator = EmulatedCluster.Credentials });
        var report = await (ofBucket ? cluster.Bucket("default").PingAsync() : cluster.PingAsync());
        var endpoint = Assert.Single(report.Endpoints);
        Assert.Equal((PingState.Error, $"127.0.0.1:{port}"), (endpoint.State, endpoint.Remote));
        Assert.Contains("failed at the TCP connection", endpoint.Error);
    }

    [Theory]
    [InlineData("Administrator", "wrong", "default")]
    [InlineData("Administrator", "password", "nowhere")]
    public async Task Wrong_credentials_and_unknown_buckets_are_part_of_the_report(string user, string password, string bucket)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await using var cluster = Cluster.Create(emulator.ConnectionString, new() { Authenticator = new PasswordAuthenticator(user, password) });
        var endpoint = Assert.Single((await cluster.Bucket(bucket).PingAsync()).Endpoints);
        Assert.Equal(PingState.Error, endpoint.State);
        Assert.Contains(password == "wrong" ? "Authentication" : "'nowhere'", endpoint.Error);
    }

    [Fact]
    public async Task Pings_end_with_their_caller_and_with_the_cluster()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 1 });
        await cluster.Bucket.OpenAsync();
        using var silence = cluster.Emulator.Node(0).On(Opcode.Noop).Drop();
        using var cancellation = new CancellationTokenSource();
        var ping = cluster.Bucket.PingAsync(default, cancellation.Token);
        await silence.Struck;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ping);

        await cluster.Cluster.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => cluster.Bucket.PingAsync());
    }

    [Fact]
    public async Task Diagnostics_show_every_connection_without_sending_anything()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        var report = cluster.Cluster.Diagnostics("report-2");
        Assert.Null(Assert.Single(report.Endpoints).Namespace);
        await cluster.Bucket.WaitUntilReadyAsync(TimeSpan.FromMinutes(1));
        var received = cluster.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.Noop));
        report = cluster.Cluster.Diagnostics("report-2");
        Assert.Equal(Readiness.Online, report.State);
        Assert.Equal(3, report.Endpoints.Count);
        Assert.All(report.Endpoints, endpoint =>
        {
            Assert.Equal((EndpointState.Connected, "default"), (endpoint.State, endpoint.Namespace));
            Assert.NotNull(endpoint.SinceLastActivity);
            Assert.Matches("^[0-9a-f]{16}/[0-9a-f]{16}$", endpoint.Id);
        });
        Assert.Equal(received, cluster.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.Noop)));

        using var json = JsonDocument.Parse(report.ToJson());
        Assert.Equal("connected", json.RootElement.GetProperty("services").GetProperty("kv")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Diagnostics_say_why_a_connection_is_missing()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        await cluster.Bucket.WaitUntilReadyAsync(TimeSpan.FromMinutes(1));
        var lost = cluster.Dispatcher.Routing!.Nodes.First(node => node.Endpoint.Port == cluster.Emulator.Node(2).KvPort);
        await cluster.Emulator.Node(2).StopAsync();
        while (true)
        {
            var change = cluster.Dispatcher.StateChanged.NextChange;
            if (lost.LastFailure is ConnectFailedException)
                break;

            await change;
        }

        var report = cluster.Cluster.Diagnostics();
        Assert.Equal(Readiness.Degraded, report.State);
        var endpoint = Assert.Single(report.Endpoints, endpoint => endpoint.State != EndpointState.Connected);
        Assert.Equal(lost.Name, endpoint.Remote);
        Assert.True(endpoint.State == EndpointState.Connecting || endpoint.Details!.Contains("failed at the TCP connection"));
    }

    [Fact]
    public async Task A_cluster_that_was_never_used_is_offline()
    {
        await using var cluster = Cluster.Create("couchbase://127.0.0.1", new() { Authenticator = EmulatedCluster.Credentials });
        var report = cluster.Diagnostics();
        Assert.Empty(report.Endpoints);
        Assert.Equal(Readiness.Offline, report.State);
    }

    private static EndpointPing Of(PingReport report, ServiceType service, int port) =>
        Assert.Single(report.Endpoints, endpoint => endpoint.Service == service && endpoint.Remote == $"127.0.0.1:{port}");
}
