using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

public sealed class RoutingTests : IAsyncLifetime
{
    private const int Documents = 200;

    private EmulatedCluster _cluster = null!;

    private Collection<Airline> Airlines => _cluster.Bucket.Airlines;

    public async ValueTask InitializeAsync() => _cluster = await EmulatedCluster.StartAsync(new() { Nodes = 3, Replicas = 1 });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Documents_go_to_the_owners_of_their_vbuckets_over_one_connection_each()
    {
        await StoreAsync();
        Assert.All(_cluster.Emulator.Nodes, node => Assert.InRange(node.RequestsOf(Opcode.Set), 1, Documents - 1));
        Assert.Equal(Documents, _cluster.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.Set)));

        // The connection that found the cluster serves its node now.
        Assert.All(_cluster.Emulator.Nodes, node => Assert.Equal(1, node.ConnectionsAccepted));
        Assert.Equal(3, _cluster.Cluster.Statistics.OpenConnections);
    }

    [Fact]
    public async Task A_moved_vbucket_is_followed()
    {
        await StoreAsync();
        for (var vbucket = 0; vbucket < 64; vbucket++)
            _cluster.Emulator.MoveVBucket(vbucket, 2);

        await ReadAsync();
        var before = _cluster.Emulator.Node(2).RequestsOf(Opcode.Get);
        await ReadAsync();
        Assert.Equal(Documents, _cluster.Emulator.Node(2).RequestsOf(Opcode.Get) - before);
    }

    [Fact]
    public async Task A_write_that_met_the_wrong_node_is_repeated_at_the_right_one()
    {
        await StoreAsync();
        for (var vbucket = 0; vbucket < 64; vbucket++)
            _cluster.Emulator.MoveVBucket(vbucket, 0);

        await Task.WhenAll(Enumerable.Range(0, Documents).Select(id =>
            Airlines.PatchAsync(id, static p => p.Flights.Increment(1)).AsTask()));
        for (var id = 0; id < Documents; id++)
            Assert.Equal(1, (await Airlines.GetAsync(id)).Value.Flights);
    }

    [Fact]
    public async Task A_new_node_takes_its_share_after_a_rebalance()
    {
        await StoreAsync();
        var added = await _cluster.Emulator.AddNodeAsync();
        _cluster.Emulator.Rebalance();
        await ReadAsync();
        await ReadAsync();
        Assert.InRange(added.RequestsOf(Opcode.Get), 1, 2 * Documents);
        Assert.Equal(1, added.ConnectionsAccepted);
    }

    [Fact]
    public async Task A_failed_over_node_is_forgotten()
    {
        await StoreAsync();
        await _cluster.Emulator.FailoverAsync(1);
        await ReadAsync();
        Assert.Equal(2, _cluster.Dispatcher.Routing!.Nodes.Length);
    }

    [Fact]
    public async Task A_dead_node_delays_nobody_else()
    {
        await StoreAsync();
        await _cluster.Emulator.Node(1).StopAsync();
        var healthy = Enumerable.Range(0, Documents).Where(id => OwnerOf(id) != 1).ToList();
        Assert.NotEmpty(healthy);
        foreach (var id in healthy)
            await Airlines.UpsertAsync(new Airline { Id = id, Name = "healthy" }, new() { RetryStrategy = RetryStrategy.FailFast });
    }

    [Fact]
    public async Task A_dead_node_in_a_new_map_does_not_keep_the_map_out()
    {
        await StoreAsync();

        // The new member owns nothing yet and cannot be reached; the same revisions move everything to node 2.
        var dead = await _cluster.Emulator.AddNodeAsync();
        await dead.StopAsync();
        for (var vbucket = 0; vbucket < 64; vbucket++)
            _cluster.Emulator.MoveVBucket(vbucket, 2);

        await ReadAsync();
        Assert.All(Enumerable.Range(0, 64), vbucket => Assert.Equal(
            _cluster.Emulator.Node(2).KvPort,
            _cluster.Dispatcher.Routing!.OwnerOf((ushort)vbucket)!.Endpoint.Port));
    }

    [Fact]
    public async Task A_node_that_comes_back_is_used_again()
    {
        await StoreAsync();
        var id = Enumerable.Range(0, Documents).First(id => OwnerOf(id) == 1);
        var node = _cluster.Emulator.Node(1);
        await node.StopAsync();
        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(
            async () => await Airlines.GetAsync(id, new() { Timeout = TimeSpan.FromMilliseconds(100) }));
        Assert.Contains("NodeNotAvailable", error.Message);

        var waiting = Airlines.GetAsync(id, new() { Timeout = TimeSpan.FromSeconds(60) }).AsTask();
        await node.StartAsync();
        await waiting;
    }

    [Fact]
    public async Task Losing_all_connections_loses_no_read()
    {
        await StoreAsync();
        var reads = Enumerable.Range(0, Documents).Select(id => Airlines.GetAsync(id, new() { Timeout = TimeSpan.FromSeconds(60) }).AsTask()).ToList();
        foreach (var node in _cluster.Emulator.Nodes)
            node.CloseConnections();

        await Task.WhenAll(reads);
    }

    private async Task StoreAsync()
    {
        var result = await Airlines.UpsertManyAsync(Enumerable.Range(0, Documents).Select(id => new Airline { Id = id, Name = $"#{id}" }));
        result.ThrowIfAnyFailed();
    }

    private async Task ReadAsync()
    {
        var found = 0;
        await foreach (var airline in Airlines.GetManyAsync(Enumerable.Range(0, Documents)))
            Assert.Equal($"#{found++}", airline.Value.Name);

        Assert.Equal(Documents, found);
    }

    private int OwnerOf(int id)
    {
        var vbucket = VBucketHash.VBucketOf(Airline.KeyFor(id).Utf8, 64);
        var port = _cluster.Dispatcher.Routing!.OwnerOf(vbucket)!.Endpoint.Port;
        return _cluster.Emulator.Nodes.Single(node => node.KvPort == port).Index;
    }
}
