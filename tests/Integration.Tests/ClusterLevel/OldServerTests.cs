using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

/// <summary>Servers and buckets that lack what newer ones have, and clusters with two networks.</summary>
public sealed class OldServerTests
{
    [Fact]
    public async Task A_bucket_without_collections_is_selected_without_asking_for_them()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await using var cluster = await Cluster.ConnectAsync(emulator.ConnectionString, new() { Authenticator = EmulatedCluster.Credentials });

        // Refused on the connection of the bootstrap and in the first try of the next one.
        emulator.Node(0).On(Opcode.SelectBucket).Answer(Status.NotSupported, times: 2);
        await cluster.Bucket("default").Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
        Assert.Equal("KA", (await cluster.Bucket("default").Airlines.GetAsync(1)).Value.Name);
        Assert.Equal(3, emulator.Node(0).RequestsOf(Opcode.SelectBucket));
        Assert.Equal(3, emulator.Node(0).RequestsOf(Opcode.Hello));

        // Nothing may land in the default collection by mistake.
        await Assert.ThrowsAsync<FeatureNotAvailableException>(async () =>
            await cluster.Bucket("default").Sessions.UpsertAsync(new Session { User = "u", Started = new DateOnly(2026, 1, 1) }));
    }

    [Theory]
    [InlineData(nameof(Status.NoBucket))]
    [InlineData(nameof(Status.UnknownCommand))]
    [InlineData(nameof(Status.NoAccess))]
    public async Task A_server_without_a_map_of_the_cluster_gives_that_of_the_bucket(string status)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        emulator.Node(0).On(Opcode.GetClusterConfig).Answer(Enum.Parse<Status>(status), times: 1);
        await using var cluster = await Cluster.ConnectAsync(emulator.ConnectionString, new() { Authenticator = EmulatedCluster.Credentials });
        await cluster.Bucket("default").Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
        Assert.Equal(1, emulator.Node(0).ConnectionsAccepted);
    }

    [Fact]
    public async Task An_unreachable_address_of_the_inner_network_brings_the_other_one_to_mind()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new()
        {
            Nodes = 2,
            NodeOptions = [new(), new() { AlternateAddress = new EmulatorAlternateAddress("outside.example") }],
        });
        emulator.Node(1).Advertise("127.0.0.1", Ports.Closed());
        await using var cluster = await Cluster.ConnectAsync($"couchbase://127.0.0.1:{emulator.Node(0).KvPort}", new() { Authenticator = EmulatedCluster.Credentials });
        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(
            () => cluster.Bucket("default").WaitUntilReadyAsync(TimeSpan.FromSeconds(1)));
        Assert.Contains("on the network \"external\" it is outside.example: try network=external", error.Message);
    }
}
