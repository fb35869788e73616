using System.Net;
using System.Net.Sockets;
using Integration.Tests.Support;
using Settee;
using Settee.Emulator;

namespace Integration.Tests.ClusterLevel;

public sealed class ConnectErrorTests
{
    [Theory]
    [InlineData("couchbase://", "column 13")]
    [InlineData("ftp://host", "column 1")]
    [InlineData("couchbase://host:99999", "column 18")]
    [InlineData("couchbase://host?kv_timeout", "kv_timeout")]
    [InlineData("couchbase://host?kv_timeout=soon", "kv_timeout")]
    public async Task A_malformed_connection_string_is_refused_at_once(string connectionString, string detail)
    {
        var error = await Assert.ThrowsAnyAsync<InvalidArgumentException>(() => Cluster.ConnectAsync(connectionString, new() { Authenticator = EmulatedCluster.Credentials }));
        Assert.Contains(detail, error.Message);
    }

    [Fact]
    public async Task A_wrong_password_is_an_authentication_failure_that_does_not_show_it()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        var error = await Assert.ThrowsAsync<AuthenticationFailureException>(
            () => Cluster.ConnectAsync(emulator.ConnectionString, new() { Authenticator = new PasswordAuthenticator("Administrator", "hunter2") }));
        Assert.Contains("Administrator", error.Message);
        Assert.DoesNotContain("hunter2", error.ToString());
    }

    [Fact]
    public async Task Missing_credentials_are_refused_at_once() =>
        await Assert.ThrowsAnyAsync<InvalidArgumentException>(() => Cluster.ConnectAsync("couchbase://127.0.0.1"));

    [Fact]
    public async Task An_unknown_bucket_is_named()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 1 });
        var bucket = cluster.Cluster.Bucket("nowhere");
        var error = await Assert.ThrowsAsync<BucketNotFoundException>(() => bucket.OpenAsync());
        Assert.Contains("'nowhere'", error.Message);
        error = await Assert.ThrowsAsync<BucketNotFoundException>(async () => await bucket.Collection<Documents.Airline>().GetAsync(new DocumentKey<Documents.Airline>("x")));
        Assert.Contains("'nowhere'", error.Message);

        // The other bucket is not affected.
        Assert.False(await cluster.Bucket.Collection<Documents.Airline>().ExistsAsync(new DocumentKey<Documents.Airline>("x")));
    }

    [Fact]
    public async Task Nothing_listening_is_reported_with_node_and_step()
    {
        var ports = Enumerable.Range(0, 2).Select(_ => ClosedPort()).ToArray();
        var error = await Assert.ThrowsAsync<ConnectFailedException>(() => Cluster.ConnectAsync(
            $"couchbase://127.0.0.1:{ports[0]},127.0.0.1:{ports[1]}", new() { Authenticator = EmulatedCluster.Credentials }));
        Assert.All(ports, port => Assert.Contains($"127.0.0.1:{port} failed at the TCP connection", error.Message));
        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_dead_seed_does_not_matter_while_another_lives()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await using var cluster = await Cluster.ConnectAsync(
            $"couchbase://127.0.0.1:{ClosedPort()},127.0.0.1:{emulator.Node(0).KvPort}?preserve_bootstrap_nodes_order=true",
            new() { Authenticator = EmulatedCluster.Credentials });
        await cluster.Bucket("default").OpenAsync();
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
