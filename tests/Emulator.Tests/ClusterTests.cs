using System.Text.Json.Nodes;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Several nodes: who owns what, and how clients learn of changes.</summary>
public class ClusterTests
{
    [Fact]
    public async Task The_connection_string_names_every_node_with_its_real_port()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 3 });

        Assert.Equal($"couchbase://127.0.0.1:{emulator.Node(0).KvPort},127.0.0.1:{emulator.Node(1).KvPort},127.0.0.1:{emulator.Node(2).KvPort}", emulator.ConnectionString);
        Assert.Equal(3, emulator.Nodes.Select(n => n.KvPort).Distinct().Count());
    }

    [Fact]
    public async Task VBuckets_are_spread_in_order_with_replicas_on_the_following_nodes()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 3, Replicas = 1, Http = false });
        await using var client = await emulator.OpenAsync();

        var config = await ConfigAsync(client);
        var map = config["vBucketServerMap"]!;
        Assert.Equal(64, map["vBucketMap"]!.AsArray().Count);
        Assert.Equal("[1,2]", map["vBucketMap"]![4]!.ToJsonString());
        Assert.Equal("[2,0]", map["vBucketMap"]![5]!.ToJsonString());
        Assert.Equal(
            emulator.Nodes.Select(n => $"127.0.0.1:{n.KvPort}"),
            map["serverList"]!.AsArray().Select(s => (string)s!));
        Assert.Equal(emulator.Nodes.Select(n => n.KvPort), config["nodesExt"]!.AsArray().Select(n => (int)n!["services"]!["kv"]!));
        Assert.Single(config["nodesExt"]!.AsArray(), n => (bool?)n!["thisNode"] == true);
    }

    [Fact]
    public async Task Another_nodes_vbucket_is_refused_with_a_configuration_that_tells_where_it_is()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2, Http = false });
        await using var wrong = await emulator.OpenAsync(0);
        await using var right = await emulator.OpenAsync(1);
        var key = Sessions.KeyOwnedBy(1, 2);

        var refused = await wrong.SetAsync(key, "1");
        Assert.Equal((ushort)Status.NotMyVBucket, refused.Status);
        Assert.Equal(1, (int)JsonNode.Parse(refused.Value)!["vBucketServerMap"]!["vBucketMap"]![Sessions.VBucketOf(key)]![0]!);
        Assert.Equal(0, (await right.SetAsync(key, "1")).Status);
    }

    [Fact]
    public async Task Moving_a_vbucket_takes_its_documents_along_and_raises_the_revision()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2, Http = false });
        await using var first = await emulator.OpenAsync(0);
        await using var second = await emulator.OpenAsync(1);
        var key = Sessions.KeyOwnedBy(0, 2);
        await first.SetAsync(key, "\"moved\"");
        var before = emulator.ConfigRevision;

        emulator.MoveVBucket(Sessions.VBucketOf(key), 1);

        Assert.True(emulator.ConfigRevision > before);
        Assert.Equal((ushort)Status.NotMyVBucket, (await first.GetAsync(key)).Status);
        Assert.Equal("\"moved\"", (await second.GetAsync(key)).Text);
    }

    [Fact]
    public async Task A_replica_serves_replica_reads_only()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2, Replicas = 1, Http = false });
        await using var active = await emulator.OpenAsync(0);
        await using var replica = await emulator.OpenAsync(1);
        var key = Sessions.KeyOwnedBy(0, 2);
        await active.SetAsync(key, "1");

        Assert.Equal("1", (await replica.KeyCallAsync(Opcode.GetReplica, key)).Text);
        Assert.Equal((ushort)Status.NotMyVBucket, (await replica.GetAsync(key)).Status);
        Assert.Equal((ushort)Status.NotMyVBucket, (await active.KeyCallAsync(Opcode.GetReplica, key)).Status);
    }

    [Fact]
    public async Task Failover_promotes_replicas_and_leaves_the_node_out_of_the_configuration()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 3, Replicas = 1, Http = false });
        var key = Sessions.KeyOwnedBy(0, 3);
        await using (var client = await emulator.OpenAsync(0))
            await client.SetAsync(key, "\"kept\"");

        await emulator.FailoverAsync(0);

        await using var survivor = await emulator.OpenAsync(1);
        Assert.Equal("\"kept\"", (await survivor.GetAsync(key)).Text);
        var config = await ConfigAsync(survivor);
        Assert.Equal(2, config["nodesExt"]!.AsArray().Count);
        Assert.Equal(2, config["vBucketServerMap"]!["serverList"]!.AsArray().Count);
        Assert.Equal(0, (int)config["vBucketServerMap"]!["vBucketMap"]![Sessions.VBucketOf(key)]![0]!);
        Assert.False(emulator.Node(0).IsRunning);
    }

    [Fact]
    public async Task A_new_node_gets_its_share_at_the_rebalance()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 1, Http = false });
        var node = await emulator.AddNodeAsync();
        var key = Sessions.KeyOwnedBy(1, 2);
        await using var client = await emulator.OpenAsync(1);
        Assert.Equal((ushort)Status.NotMyVBucket, (await client.GetAsync(key)).Status);

        emulator.Rebalance();

        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync(key)).Status);
        Assert.Equal(1, node.Index);
    }

    [Fact]
    public async Task A_stopped_node_closes_its_connections_and_comes_back_on_the_same_port_with_its_documents()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 1 });
        var port = emulator.Node(0).KvPort;
        var httpPort = emulator.Node(0).HttpPort;
        await using var client = await emulator.OpenAsync();
        await client.SetAsync("kept", "1");

        await emulator.Node(0).StopAsync();
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(0, emulator.Node(0).OpenConnections);
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => WireClient.ConnectAsync(port));

        await emulator.Node(0).StartAsync();
        Assert.Equal((port, httpPort), (emulator.Node(0).KvPort, emulator.Node(0).HttpPort));
        await using var again = await emulator.OpenAsync();
        Assert.Equal("1", (await again.GetAsync("kept")).Text);
    }

    [Fact]
    public async Task Who_asked_for_it_is_told_of_a_new_configuration_in_full_or_in_brief()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2, Http = false });
        await using var full = await emulator.OpenAsync(0, "default", 0x0d);
        await using var brief = await emulator.OpenAsync(1, "default", 0x1f);
        await using var neither = await emulator.OpenAsync(0);

        emulator.MoveVBucket(0, 1);

        var pushed = await full.ReceiveAsync();
        Assert.Equal((0x82, 0x01, "default"), (pushed!.Magic, pushed.Opcode, System.Text.Encoding.UTF8.GetString(pushed.Key)));
        Assert.Equal(emulator.ConfigRevision, (long)JsonNode.Parse(pushed.Value)!["rev"]!);
        Assert.Equal(emulator.ConfigRevision, (long)System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(pushed.Extras.AsSpan(8)));
        var notice = await brief.ReceiveAsync();
        Assert.Equal((0x82, 0), (notice!.Magic, notice.Value.Length));
        Assert.Equal(0x81, (await neither.CallAsync(0x0a)).Magic);
    }

    [Fact]
    public async Task Collections_come_and_go_and_never_get_an_id_again()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(
            new EmulatorOptions { Scopes = [new EmulatorScope("inventory", "hotel")], Http = false });
        await using var client = await emulator.OpenAsync();
        var first = await client.CollectionIdAsync("inventory.hotel");
        Assert.Equal(0, (await client.SetAsync("h", "1", collection: first)).Status);

        emulator.DropCollection("inventory", "hotel");
        Assert.Equal((ushort)Status.UnknownCollection, (await client.GetAsync("h", first)).Status);

        emulator.AddCollection("inventory", "hotel");
        var second = await client.CollectionIdAsync("inventory.hotel");
        Assert.True(second > first);
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("h", second)).Status);
        Assert.Throws<ArgumentException>(() => emulator.AddCollection("inventory", "hotel"));
    }

    [Fact]
    public async Task A_dropped_bucket_is_gone_for_connections_that_had_selected_it()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });
        emulator.AddBucket(new EmulatorBucket("temporary"));
        await using var client = await emulator.OpenAsync(0, "temporary");

        emulator.DropBucket("temporary");

        Assert.Equal((ushort)Status.NoBucket, (await client.GetAsync("k")).Status);
        Assert.Equal((ushort)Status.KeyNotFound, (await client.SelectAsync("temporary")).Status);
    }

    [Fact]
    public async Task Flush_removes_documents_and_begins_a_new_history()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });
        await using var client = await emulator.OpenAsync();
        var before = (await client.SetAsync("k", "1")).Extras[..8];

        emulator.Flush();

        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("k")).Status);
        Assert.NotEqual(before, (await client.SetAsync("k", "1")).Extras[..8]);
    }

    private static async Task<JsonNode> ConfigAsync(WireClient client) => JsonNode.Parse((await client.CallAsync(0xb5)).Value)!;
}
