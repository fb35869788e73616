using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Settee.Emulator.Cluster;
using Settee.Emulator.Protocol;
using Settee.Emulator.Replay;
using Settee.Emulator.Security;
using Settee.Emulator.Storage;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>What the configuration tells besides owners, rebalances in steps, failovers that lose something.</summary>
public class TopologyTests
{
    [Fact]
    public async Task The_configuration_names_server_groups_and_alternate_addresses_with_all_ports()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions
        {
            Nodes = 2,
            NodeOptions =
            [
                new EmulatorNodeOptions { ServerGroup = "east", AlternateAddress = new EmulatorAlternateAddress("outside") { KvPort = 31210 } },
                new EmulatorNodeOptions { ServerGroup = "west" },
            ],
        });
        await using var client = await emulator.OpenAsync();

        var nodes = (await ConfigAsync(client))["nodesExt"]!.AsArray();
        Assert.Equal(["east", "west"], nodes.Select(n => (string)n!["serverGroup"]!));
        var external = nodes[0]!["alternateAddresses"]!["external"]!;
        Assert.Equal(("outside", 31210), ((string)external["hostname"]!, (int)external["ports"]!["kv"]!));
        Assert.Equal(emulator.Node(0).HttpPort, (int)external["ports"]!["mgmt"]!);
        Assert.Null(nodes[1]!["alternateAddresses"]);
    }

    [Fact]
    public async Task A_rebalance_moves_one_vbucket_at_a_time_under_a_forward_map()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 1, Http = false });
        await emulator.AddNodeAsync();
        await using var client = await emulator.OpenAsync();

        var rebalance = emulator.BeginRebalance();
        Assert.Equal(32, rebalance.Remaining);
        var map = (await ConfigAsync(client))["vBucketServerMap"]!;
        Assert.Equal((0, 1), ((int)map["vBucketMap"]![1]![0]!, (int)map["vBucketMapForward"]![1]![0]!));

        Assert.True(rebalance.MoveNext());
        map = (await ConfigAsync(client))["vBucketServerMap"]!;
        Assert.Equal((1, 0), ((int)map["vBucketMap"]![1]![0]!, (int)map["vBucketMap"]![3]![0]!));

        rebalance.Complete();
        Assert.Null((await ConfigAsync(client))["vBucketServerMap"]!["vBucketMapForward"]);
        Assert.False(rebalance.MoveNext());
    }

    [Fact]
    public async Task A_removed_node_leaves_its_documents_behind()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2, Http = false });
        var key = Sessions.KeyOwnedBy(1, 2);
        await using (var client = await emulator.OpenAsync(1))
            await client.SetAsync(key, "1");

        await emulator.RemoveNodeAsync(1);

        await using var left = await emulator.OpenAsync(0);
        Assert.Equal("1", (await left.GetAsync(key)).Text);
        Assert.Single((await ConfigAsync(left))["nodesExt"]!.AsArray());
    }

    [Fact]
    public async Task A_replica_that_lags_shows_the_past_until_its_time_comes()
    {
        var time = new ManualTimeProvider();
        await using var emulator = await CouchbaseEmulator.StartAsync(
            new EmulatorOptions { Nodes = 2, Replicas = 1, Http = false, TimeProvider = time });
        var key = Sessions.KeyOwnedBy(0, 2);
        await using var active = await emulator.OpenAsync(0);
        await using var replica = await emulator.OpenAsync(1);
        await active.SetAsync(key, "1");
        emulator.SetReplicaLag(1, TimeSpan.FromSeconds(10));
        await active.SetAsync(key, "2");

        Assert.Equal("1", (await replica.KeyCallAsync(Opcode.GetReplica, key)).Text);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("2", (await replica.KeyCallAsync(Opcode.GetReplica, key)).Text);
    }

    [Fact]
    public async Task A_slow_disk_has_changes_later_than_the_memory()
    {
        var time = new ManualTimeProvider();
        await using var emulator = await CouchbaseEmulator.StartAsync(
            new EmulatorOptions { Nodes = 2, Replicas = 1, Http = false, TimeProvider = time });
        var key = Sessions.KeyOwnedBy(0, 2);
        await using var active = await emulator.OpenAsync(0);
        var uuid = (await active.SetAsync(key, "1")).Extras[..8];
        emulator.SetDiskDelay(0, TimeSpan.FromSeconds(10));
        await active.SetAsync(key, "2");
        await active.SetAsync(key, "3");

        Assert.Equal((1, 3), await ProgressAsync());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((3, 3), await ProgressAsync());

        emulator.SetDiskDelay(0, Timeout.InfiniteTimeSpan);
        await active.SetAsync(key, "4");
        Assert.Equal((3, 4), await ProgressAsync());
        emulator.SetDiskDelay(0, TimeSpan.Zero);
        Assert.Equal((4, 4), await ProgressAsync());

        async Task<(int OnDisk, int InMemory)> ProgressAsync()
        {
            var observed = await active.CallAsync((byte)Opcode.ObserveSeqno, value: uuid, vbucket: Sessions.VBucketOf(key));
            return (observed.Value[18], observed.Value[26]);
        }
    }

    [Fact]
    public async Task A_failover_that_loses_writes_begins_a_history_where_the_replica_was()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2, Replicas = 1, Http = false });
        var key = Sessions.KeyOwnedBy(0, 2);
        byte[] token;
        await using (var active = await emulator.OpenAsync(0))
        {
            await active.SetAsync(key, "1");
            emulator.SetReplicaLag(1, Timeout.InfiniteTimeSpan);
            token = (await active.SetAsync(key, "2")).Extras;
        }

        await emulator.FailoverAsync(0, losesWrites: true);

        await using var heir = await emulator.OpenAsync(1);
        Assert.Equal("1", (await heir.GetAsync(key)).Text);
        var observed = await heir.CallAsync((byte)Opcode.ObserveSeqno, value: token[..8], vbucket: Sessions.VBucketOf(key));
        Assert.Equal((0, 1), ((int)observed.Status, (int)observed.Value[0]));
        Assert.Equal(1, observed.Value[^1]);

        await emulator.RecoverAsync(0);
        emulator.Rebalance();
        await using var recovered = await emulator.OpenAsync(0);
        Assert.Equal("1", (await recovered.GetAsync(key)).Text);
    }

    [Fact]
    public async Task A_durable_write_waits_for_the_replica_and_is_never_lost()
    {
        var time = new ManualTimeProvider();
        await using var emulator = await CouchbaseEmulator.StartAsync(
            new EmulatorOptions { Nodes = 2, Replicas = 1, Http = false, TimeProvider = time });
        var key = Sessions.KeyOwnedBy(0, 2);
        emulator.SetReplicaLag(1, TimeSpan.FromSeconds(5));
        await using (var active = await emulator.OpenAsync(0))
        {
            active.WhileWaiting = () => time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(0, (await active.SetAsync(key, "1", framing: [0x11, 0x01])).Status);
        }

        await emulator.FailoverAsync(0, losesWrites: true);

        await using var heir = await emulator.OpenAsync(1);
        Assert.Equal("1", (await heir.GetAsync(key)).Text);
    }

    [Theory]
    [InlineData(EmulatorLimit.DiskSpace)]
    [InlineData(EmulatorLimit.OutOfMemory)]
    public async Task A_limit_refuses_writes_and_nothing_else(EmulatorLimit limit)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });
        await using var client = await emulator.OpenAsync();
        await client.SetAsync("k", "1");
        emulator.LimitWrites(limit);

        Assert.Equal((ushort)limit, (await client.SetAsync("k", "2")).Status);
        Assert.Equal("1", (await client.GetAsync("k")).Text);
        emulator.LimitWrites(EmulatorLimit.None);
        Assert.Equal(0, (await client.SetAsync("k", "2")).Status);
    }

    [Theory]
    [InlineData(true, Status.OutOfMemory)]
    [InlineData(false, Status.TemporaryFailure)]
    public async Task A_memory_quota_fills_up_and_deletes_make_room(bool ephemeral, Status expected)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions
        {
            Http = false, Buckets = [new EmulatorBucket("small") { MemoryQuota = 1000, Ephemeral = ephemeral }],
        });
        await using var client = await emulator.OpenAsync(0, "small");
        Assert.Equal(0, (await client.SetAsync("a", new string('1', 900))).Status);
        Assert.Equal((ushort)expected, (await client.SetAsync("b", new string('1', 200))).Status);
        Assert.Equal(0, (await client.KeyCallAsync(Opcode.Delete, "a")).Status);
        Assert.Equal(0, (await client.SetAsync("b", new string('1', 200))).Status);
    }

    [Fact]
    public async Task Connections_beyond_the_cap_are_closed()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false, MaxConnections = 1 });
        await using var first = await emulator.OpenAsync();
        await using var second = await WireClient.ConnectAsync(emulator.Node(0).KvPort);

        Assert.Null(await second.ReceiveAsync());
        Assert.Equal(0, (await first.SetAsync("k", "1")).Status);
    }

    [Fact]
    public async Task A_frozen_node_tells_the_old_configuration_and_an_advertised_address_is_told()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2, Http = false });
        await using var frozen = await emulator.OpenAsync(0);
        await using var other = await emulator.OpenAsync(1);
        emulator.Node(0).FreezeConfig();
        emulator.Node(1).Advertise("nowhere.invalid", 1);

        Assert.Equal("127.0.0.1", (string)(await ConfigAsync(frozen))["nodesExt"]![1]!["hostname"]!);
        Assert.Equal("nowhere.invalid", (string)(await ConfigAsync(other))["nodesExt"]![1]!["hostname"]!);
        emulator.Node(0).ThawConfig();
        Assert.Equal("nowhere.invalid", (string)(await ConfigAsync(frozen))["nodesExt"]![1]!["hostname"]!);
    }

    [Fact]
    public async Task Whoever_comes_before_everything_is_set_up_waits_for_it()
    {
        var users = new UserDirectory();
        users.Set(UserDirectory.Administrator("Administrator", "password"));
        var cluster = new ClusterState(new ServerClock(TimeProvider.System), users);
        await using var node = new NodeServer(cluster, new NodePeers(), 0, NullLogger.Instance);
        node.Bind(IPAddress.Loopback, 0, 0, null);
        await using var early = await WireClient.ConnectAsync(node.Port);
        var selected = SelectAsync(early);
        Assert.False(early.HasUnread);

        cluster.SetMembers([new NodeAddress(0, "127.0.0.1") { KvPort = node.Port }]);
        cluster.AddBucket(new EmulatorBucket("late"));
        node.Open();

        Assert.Equal(0, (await selected).Status);

        static async Task<Packet> SelectAsync(WireClient client)
        {
            await client.PlainAsync("Administrator", "password");
            return await client.SelectAsync("late");
        }
    }

    private static async Task<JsonNode> ConfigAsync(WireClient client) => JsonNode.Parse((await client.CallAsync(0xb5)).Value)!;
}
