using Integration.Tests.Documents;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.Chaos;

/// <summary>
/// Cluster maps that come twice, in another order, too late or never, and maps that name a node where nobody is. The client ends on the
/// newest map within one period, and no request fails meanwhile.
/// </summary>
[Collection(nameof(ChaosCollection))]
public sealed class MapFaultTests
{
    private const int VBuckets = 64;

    /// <summary>Which of five notifications arrive, and in which order; brief ones name a version, full ones carry the map.</summary>
    public static TheoryData<string, bool> Orders
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var brief in new[] { true, false })
            {
                foreach (var order in new[] { "0 1 2 3 4", "0 0 1 1 2 2 3 3 4 4", "4 3 2 1 0", "4", "1 3", "", "2 2 0", "4 4 4 4 0 0 0 0 4" })
                    data.Add(order, brief);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Whatever_notifications_arrive_the_client_ends_on_the_newest_map(string order, bool brief)
    {
        await using var world = await ChaosWorld.StartAsync(prepare: emulator =>
        {
            foreach (var node in emulator.Nodes)
            {
                if (!brief)
                    node.SwitchOffFeature((ushort)HelloFeature.ClusterMapChangeNotificationBrief);
            }
        });
        var numbers = order.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();
        var held = world.Emulator.Nodes.Select(node => node.HoldNotifications()).ToArray();
        var vbucket = ChaosWorld.VBucketOf(1);
        for (var i = 0; i < 5; i++)
            world.Emulator.MoveVBucket(vbucket, i % 3);

        Assert.All(held, one => Assert.Equal(5, one.Count));
        foreach (var one in held)
            await one.SendAsync(numbers);

        // Any notification is a reason to ask, and a full one of the last map is all it takes; without the last one the next poll tells.
        var atMost = brief && numbers.Length > 0 ? ChaosWorld.PollFloor : numbers.Contains(4) ? TimeSpan.Zero : ChaosWorld.PollInterval;
        await world.AdvanceUntilAsync(() => world.Routing.Map.Version.Revision == (ulong)world.Emulator.ConfigRevision, atMost);

        // And none of it has made the client deaf.
        foreach (var one in held)
            one.Dispose();

        world.Emulator.MoveVBucket(vbucket, 0);
        await world.AdvanceUntilAsync(
            () => world.Routing.Map.Version.Revision == (ulong)world.Emulator.ConfigRevision, brief ? ChaosWorld.PollFloor : TimeSpan.Zero);
        await world.AdvanceUntilAsync(world.Airlines.ExistsAsync(1).AsTask(), TimeSpan.Zero);
    }

    [Fact]
    public async Task A_notification_about_a_map_that_nobody_has_stops_neither_polls_nor_later_notifications()
    {
        await using var world = await ChaosWorld.StartAsync();
        foreach (var node in world.Emulator.Nodes)
            node.FreezeConfig();

        // Told of versions that no node gives out: the client asks, gets what it has, and goes on.
        var known = world.Routing.Map.Version;
        var held = world.Emulator.Node(0).HoldNotifications();
        world.Emulator.MoveVBucket(0, 1);
        await held.SendAsync(0);
        held.Dispose();
        await world.AdvanceAsync(2 * ChaosWorld.PollInterval);
        Assert.Equal(known, world.Routing.Map.Version);

        foreach (var node in world.Emulator.Nodes)
            node.ThawConfig();

        await world.AdvanceUntilAsync(() => world.Routing.Map.Version.Revision == (ulong)world.Emulator.ConfigRevision, ChaosWorld.PollInterval);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_dead_node_in_a_new_map_does_not_keep_the_map_out(bool oldOwnerAnswers, bool push)
    {
        await using var world = await ChaosWorld.StartAsync(new() { Nodes = 2, Http = false }, new() { EnableConfigPush = push });
        foreach (var vbucket in Enumerable.Range(0, VBuckets))
            world.Emulator.MoveVBucket(vbucket, 0);

        await world.AdvanceUntilAsync(() => world.Routing.Map.Version.Revision == (ulong)world.Emulator.ConfigRevision, ChaosWorld.PollInterval);
        var ids = Enumerable.Range(0, 50).ToArray();
        await WriteAllAsync(world, ids);

        // The new revisions name a member that cannot be reached and give everything to node 1.
        world.Emulator.Node(0).ServesForeignVBuckets = oldOwnerAnswers;
        var dead = await world.Emulator.AddNodeAsync();
        await dead.StopAsync();
        foreach (var vbucket in Enumerable.Range(0, VBuckets))
            world.Emulator.MoveVBucket(vbucket, 1);

        // An old owner that refuses tells the way at once; one that answers is asked until the map comes.
        var atMost = oldOwnerAnswers ? (push ? ChaosWorld.PollFloor : ChaosWorld.PollInterval) : TimeSpan.FromMilliseconds(20);
        var before = world.Emulator.Node(1).RequestsOf(Opcode.Set);
        var writing = WriteAllAsync(world, ids);
        await world.AdvanceUntilAsync(writing, oldOwnerAnswers ? TimeSpan.Zero : atMost);
        await writing;
        await world.AdvanceUntilAsync(
            () => Enumerable.Range(0, VBuckets).All(vbucket => world.Routing.OwnerOf((ushort)vbucket)!.Endpoint.Port == world.Emulator.Node(1).KvPort), atMost);
        writing = WriteAllAsync(world, ids);
        await world.AdvanceUntilAsync(writing, TimeSpan.Zero);
        await writing;
        Assert.InRange(world.Emulator.Node(1).RequestsOf(Opcode.Set) - before, ids.Length, 2 * ids.Length);

        // The dead one is tried again and again, and used when it comes.
        var client = world.Client(dead.Index);
        await world.AdvanceUntilAsync(() => client.Links[0].FailedAttempts >= 3, TimeSpan.FromSeconds(1));
        await dead.StartAsync();
        await world.AdvanceUntilAsync(() => client.Connection is not null, ChaosWorld.LongestBackoff);
    }

    private static Task WriteAllAsync(ChaosWorld world, int[] ids) =>
        Task.WhenAll(ids.Select(id => world.Airlines.UpsertAsync(new Airline { Id = id, Name = "KA" }).AsTask()));
}
