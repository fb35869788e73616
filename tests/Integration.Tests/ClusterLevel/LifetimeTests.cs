using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

public sealed class LifetimeTests
{
    [Fact]
    public async Task Disposing_under_load_ends_every_operation_with_a_clear_error()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        var airlines = cluster.Bucket.Airlines;
        await airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
        using var first = cluster.Emulator.Node(0).OnAny().Hold();
        using var second = cluster.Emulator.Node(1).OnAny().Hold();
        using var third = cluster.Emulator.Node(2).OnAny().Hold();
        var reads = Enumerable.Range(0, 1000).Select(id => airlines.GetAsync(id).AsTask()).ToList();

        await cluster.Cluster.DisposeAsync();
        foreach (var read in reads)
        {
            var error = await Assert.ThrowsAsync<RequestCanceledException>(() => read);
            Assert.Contains("disposed", error.Message);
        }

        Assert.Throws<ObjectDisposedException>(() => cluster.Cluster.Bucket("another"));
        await Assert.ThrowsAsync<RequestCanceledException>(async () => await airlines.GetAsync(1));
    }

    [Fact]
    public async Task Disposing_twice_or_without_use_is_fine()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        await cluster.Cluster.DisposeAsync();
        await cluster.Cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_bucket_is_opened_once_by_many_first_operations()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(id => cluster.Cluster.Bucket("default").Airlines.ExistsAsync(id).AsTask()));
        Assert.Equal(3, cluster.Emulator.Nodes.Sum(node => node.ConnectionsAccepted));
    }

    [Fact]
    public async Task A_bucket_that_could_not_be_opened_is_tried_again()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await using var cluster = await Cluster.ConnectAsync(emulator.ConnectionString, new() { Authenticator = EmulatedCluster.Credentials });
        await Assert.ThrowsAsync<BucketNotFoundException>(() => cluster.Bucket("later").OpenAsync());
        emulator.AddBucket(new EmulatorBucket("later"));
        Assert.False(await cluster.Bucket("later").Airlines.ExistsAsync(1));
    }

    [Fact]
    public async Task The_first_operation_takes_few_turns()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 1 });
        await cluster.Bucket.Airlines.ExistsAsync(1);
        var node = cluster.Emulator.Node(0);
        Assert.Equal(1, node.ConnectionsAccepted);
        Assert.Equal(1, node.RequestsOf(Opcode.Hello));
        Assert.Equal(1, node.RequestsOf(Opcode.SaslAuth));
        Assert.Equal(1, node.RequestsOf(Opcode.SaslStep));
        Assert.Equal(1, node.RequestsOf(Opcode.SelectBucket));
        Assert.Equal(0, node.RequestsOf(Opcode.GetCollectionsManifest));
    }
}
