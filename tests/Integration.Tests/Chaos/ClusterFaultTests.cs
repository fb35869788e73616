using Integration.Tests.Documents;
using Settee;
using Settee.Connecting;
using Settee.Connecting.Srv;
using Settee.Emulator;
using Settee.Topology;

namespace Integration.Tests.Chaos;

/// <summary>What befalls the cluster as a whole: nodes that are swapped, all of them lost, a password that changes.</summary>
[Collection(nameof(ChaosCollection))]
public sealed class ClusterFaultTests
{
    private static readonly GetOptions Patient = new() { Timeout = TimeSpan.FromHours(1) };
    private static readonly OperationOptions PatientExists = new() { Timeout = TimeSpan.FromHours(1) };

    [Fact]
    public async Task A_cluster_that_comes_back_under_other_names_is_found_through_DNS_SRV()
    {
        var records = new ChangingRecords();
        await using var second = await CouchbaseEmulator.StartAsync(new() { Nodes = 2, Http = false });
        var seeds = ResolvedOptions.From(
            ConnectionString.Parse("couchbase://cluster.example"), new() { Authenticator = Support.EmulatedCluster.Credentials });
        await using var world = await ChaosWorld.StartAsync(
            prepare: emulator => records.Ports = [.. emulator.Nodes.Select(node => node.KvPort)],
            resolveSeeds: token => SeedResolver.ResolveAsync(seeds, records, token));
        world.OtherEmulators.Add(second);
        await world.Airlines.UpsertAsync(new Airline { Id = 1, Name = "old" });
        Assert.Equal(1, records.Lookups);

        // The old nodes are gone at once; the record tells the new ones only later.
        foreach (var node in world.Emulator.Nodes)
            await node.StopAsync();

        var asking = world.Airlines.ExistsAsync(1, PatientExists).AsTask();
        await world.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.False(asking.IsCompleted);
        var lookups = records.Lookups;
        Assert.InRange(lookups, 5, 1 + (30 / 2.5));

        records.Ports = [.. second.Nodes.Select(node => node.KvPort)];
        await world.AdvanceUntilAsync(asking, ChaosWorld.PollInterval);
        Assert.False(await asking);
        Assert.Equal(lookups + 1, records.Lookups);

        // From now on the new cluster is the cluster, whatever its revision.
        second.MoveVBucket(ChaosWorld.VBucketOf(1), 0);
        await world.AdvanceUntilAsync(() => world.Routing.Map.Version.Revision == (ulong)second.ConfigRevision, ChaosWorld.PollFloor);
        await world.Airlines.UpsertAsync(new Airline { Id = 1, Name = "new" });
    }

    [Fact]
    public async Task All_nodes_lost_and_back_costs_one_back_off()
    {
        await using var world = await ChaosWorld.StartAsync();
        await world.Airlines.UpsertAsync(new Airline { Id = 1, Name = "kept" });
        foreach (var node in world.Emulator.Nodes)
            await node.StopAsync();

        var reading = world.Airlines.GetAsync(1, Patient).AsTask();
        await world.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.False(reading.IsCompleted);
        foreach (var node in world.Emulator.Nodes)
            await node.StartAsync();

        await world.AdvanceUntilAsync(reading, ChaosWorld.LongestBackoff);
        Assert.Equal("kept", (await reading).Value.Name);
        await world.AdvanceUntilAsync(() => world.Routing.Nodes.All(node => node.Connection is not null), ChaosWorld.LongestBackoff);
    }

    [Fact]
    public async Task A_password_that_was_changed_and_changed_back_costs_one_back_off()
    {
        var emulated = new EmulatorOptions { Nodes = 3, Http = false, Users = [new EmulatorUser("app", "first")] };
        await using var world = await ChaosWorld.StartAsync(emulated, new() { Authenticator = new PasswordAuthenticator("app", "first") });
        world.HealthyNodes = [0, 2];
        var id = world.IdsOf(1)[0];
        await world.Airlines.UpsertAsync(new Airline { Id = id, Name = "kept" });

        // Connections that are open stay open: a password is asked for once.
        world.Emulator.SetUser(new EmulatorUser("app", "second"));
        world.Emulator.Node(1).CloseConnections();
        await world.AdvanceUntilAsync(() => world.Client(1).LastFailure is AuthenticationFailureException, ChaosWorld.FirstBackoff);
        var reading = world.Airlines.GetAsync(id, Patient).AsTask();
        await world.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.False(reading.IsCompleted);

        world.Emulator.SetUser(new EmulatorUser("app", "first"));
        await world.AdvanceUntilAsync(reading, ChaosWorld.LongestBackoff);
        Assert.Equal("kept", (await reading).Value.Name);

        // The other way: the application learns the new password. Only a connection that has lived for a while is made anew at once.
        await world.AdvanceAsync(TimeSpan.FromSeconds(6));
        world.Emulator.SetUser(new EmulatorUser("app", "third"));
        await world.Cluster.ReplaceAuthenticatorAsync(new PasswordAuthenticator("app", "third"));
        world.Emulator.Node(1).CloseConnections();
        reading = world.Airlines.GetAsync(id, Patient).AsTask();
        await world.AdvanceUntilAsync(reading, ChaosWorld.FirstBackoff);
        Assert.Equal("kept", (await reading).Value.Name);
    }

    [Fact]
    public async Task Nodes_can_be_swapped_until_none_of_the_first_is_left()
    {
        await using var world = await ChaosWorld.StartAsync();
        var ids = Enumerable.Range(0, 60).ToArray();
        await Task.WhenAll(ids.Select(id => world.Airlines.UpsertAsync(new Airline { Id = id, Name = "kept" }).AsTask()));
        for (var leaving = 0; leaving < 3; leaving++)
        {
            // One joins and one leaves in the same rebalance, vbucket by vbucket, while everything is read and written.
            await world.Emulator.AddNodeAsync();
            var rebalance = world.Emulator.BeginRebalance(leaving);
            while (rebalance.MoveNext())
            {
                var id = rebalance.Remaining % ids.Length;
                await FinishAsync(world, world.Airlines.PatchAsync(id, static p => p.Flights.Increment(1)).AsTask());
            }

            rebalance.Complete();
            await world.Emulator.Node(leaving).StopAsync();
            foreach (var id in ids)
                await FinishAsync(world, world.Airlines.GetAsync(id).AsTask());
        }

        await world.AdvanceUntilAsync(() => world.Routing.Nodes.All(node => node.Connection is not null), ChaosWorld.PollInterval);
        Assert.Equal(
            world.Emulator.Nodes.Skip(3).Select(node => node.KvPort).Order(), world.Routing.Nodes.Select(node => node.Endpoint.Port).Order());
    }

    [Fact]
    public async Task A_node_that_failed_over_is_replaced_by_another()
    {
        await using var world = await ChaosWorld.StartAsync(new() { Nodes = 3, Replicas = 1, Http = false });
        var ids = Enumerable.Range(0, 60).ToArray();
        await Task.WhenAll(ids.Select(id => world.Airlines.UpsertAsync(new Airline { Id = id, Name = "kept" }).AsTask()));
        await world.Emulator.FailoverAsync(1);
        foreach (var id in ids)
            await FinishAsync(world, world.Airlines.GetAsync(id).AsTask());

        await world.Emulator.AddNodeAsync();
        world.Emulator.Rebalance();
        foreach (var id in ids)
            await FinishAsync(world, world.Airlines.PatchAsync(id, static p => p.Flights.Increment(1)).AsTask());

        Assert.Equal(ids.Length, (await Task.WhenAll(ids.Select(id => world.Airlines.GetAsync(id).AsTask()))).Sum(found => found.Value.Flights));
    }

    /// <summary>A moved vbucket is found within a poll floor; a new node is connected to without any delay.</summary>
    private static async Task FinishAsync(ChaosWorld world, Task operation)
    {
        await world.AdvanceUntilAsync(operation, 2 * ChaosWorld.PollFloor);
        await operation;
    }

    private sealed class ChangingRecords : IDnsSrvResolver
    {
        public int[] Ports { get; set; } = [];

        public int Lookups { get; private set; }

        public Task<SrvRecord[]> ResolveAsync(string name, CancellationToken cancellationToken)
        {
            Assert.Equal("_couchbase._tcp.cluster.example", name);
            Lookups++;
            return Task.FromResult(Array.ConvertAll(Ports, port => new SrvRecord("127.0.0.1", port, 0, 0)));
        }
    }
}
