using Integration.Tests.Documents;
using Integration.Tests.Support;
using Runtime.Tests.Support;
using Settee;
using Settee.Transport;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

/// <summary>Where new cluster maps come from when no request is there to be refused.</summary>
public sealed class MapWatchTests
{
    [Fact]
    public async Task A_pushed_map_is_taken_without_any_request_or_poll()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 2 }, new() { ConfigPollInterval = TimeSpan.FromHours(1) });
        await cluster.Bucket.OpenAsync();
        await AllConnectedAsync(cluster);
        cluster.Emulator.MoveVBucket(0, 1);
        await RevisionAsync(cluster, cluster.Emulator.ConfigRevision);
        Assert.Equal(cluster.Emulator.Node(1).KvPort, cluster.Dispatcher.Routing!.OwnerOf(0)!.Endpoint.Port);
    }

    [Fact]
    public async Task Without_pushes_the_poll_finds_the_map()
    {
        var time = new ManualTimeProvider();
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 2 }, new() { EnableConfigPush = false, TimeProvider = time });
        await cluster.Bucket.OpenAsync();
        await AllConnectedAsync(cluster);
        cluster.Emulator.MoveVBucket(0, 1);
        await AdvanceUntilAsync(time, () => cluster.Dispatcher.Routing!.OwnerOf(0)!.Endpoint.Port == cluster.Emulator.Node(1).KvPort);
    }

    [Fact]
    public async Task A_poll_that_is_never_answered_does_not_end_the_polling()
    {
        var time = new ManualTimeProvider();
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 2 }, new() { EnableConfigPush = false, TimeProvider = time });
        await cluster.Bucket.OpenAsync();
        await AllConnectedAsync(cluster);
        using var first = cluster.Emulator.Node(0).On(Opcode.GetClusterConfig).Drop(times: 2);
        using var second = cluster.Emulator.Node(1).On(Opcode.GetClusterConfig).Drop(times: 2);
        await AdvanceUntilAsync(time, () => first.Strikes == 2 && second.Strikes == 2);
        cluster.Emulator.MoveVBucket(0, 1);
        await AdvanceUntilAsync(time, () => cluster.Dispatcher.Routing!.OwnerOf(0)!.Endpoint.Port == cluster.Emulator.Node(1).KvPort);
    }

    [Fact]
    public async Task An_unchanged_map_is_not_sent_again()
    {
        var time = new ManualTimeProvider();
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 }, new() { EnableConfigPush = false, TimeProvider = time });
        await cluster.Bucket.Airlines.ExistsAsync(1);
        var node = cluster.Emulator.Node(0);
        var connection = await cluster.ConnectionOfAsync(0);

        // The first poll still belongs to the opening; what counts is what the next ones cost.
        var polls = node.RequestsOf(Opcode.GetClusterConfig) + 1;
        await AdvanceUntilAsync(time, () => node.RequestsOf(Opcode.GetClusterConfig) >= polls && connection.InFlight == 0, connection);
        polls = node.RequestsOf(Opcode.GetClusterConfig);
        var received = cluster.Cluster.Statistics.BytesReceived;
        await AdvanceUntilAsync(time, () => node.RequestsOf(Opcode.GetClusterConfig) >= polls + 3, connection);

        // With the known version a poll is answered with a bare header, and a server duration of three bytes.
        Assert.InRange(cluster.Cluster.Statistics.BytesReceived - received, 0, 4 * 30);
    }

    private static async Task AllConnectedAsync(EmulatedCluster cluster)
    {
        while (true)
        {
            var change = cluster.Dispatcher.StateChanged.NextChange;
            if (cluster.Dispatcher.Routing is { } routing && routing.Nodes.All(node => node.Connection is not null))
                return;

            await change;
        }
    }

    private static async Task RevisionAsync(EmulatedCluster cluster, long revision)
    {
        while (true)
        {
            var change = cluster.Dispatcher.StateChanged.NextChange;
            if (cluster.Dispatcher.Routing!.Map.Version.Revision >= (ulong)revision)
                return;

            await change;
        }
    }

    /// <summary>Moves the clock until something has happened, but not while an answer is under way: it would time out and come late.</summary>
    private static async Task AdvanceUntilAsync(ManualTimeProvider time, Func<bool> condition, Connection? connection = null)
    {
        while (!condition())
        {
            if (connection is not { InFlight: > 0 })
                time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }
}
