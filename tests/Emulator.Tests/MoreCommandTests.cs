using System.Buffers.Binary;
using System.Text;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Commands that no recording has: statistics, keys, attributes in front of bodies; and what is forgotten in the background.</summary>
public class MoreCommandTests
{
    [Theory]
    [InlineData("", "curr_items", "1")]
    [InlineData("vbucket", "vb_3", "active")]
    [InlineData("vbucket-details 3", "vb_3", "active")]
    [InlineData("failovers 3", "vb_3:num_entries", "1")]
    [InlineData("collections", "0x0:0x0:items", "1")]
    [InlineData("scopes", "0x0:name", "_default")]
    public async Task Statistics_come_in_groups(string group, string name, string value)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });
        await using var client = await emulator.OpenAsync();
        await client.SetAsync("k", "1");

        Assert.Equal(value, (await StatsAsync(client, group))[name]);
    }

    [Fact]
    public async Task An_unknown_group_is_told()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });
        await using var client = await emulator.OpenAsync();

        Assert.Equal((ushort)Status.KeyNotFound, (await client.CallAsync(0x10, "nonsense"u8.ToArray())).Status);
        Assert.Equal((ushort)Status.KeyNotFound, (await client.CallAsync(0x10, "vbucket 99999"u8.ToArray())).Status);
    }

    [Fact]
    public async Task Keys_are_listed_in_order_from_a_start()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false, VBuckets = 1 });
        await using var client = await emulator.OpenAsync();
        foreach (var key in new[] { "c", "a", "b" })
            await client.CallAsync(0x01, Sessions.Key(key), "1"u8.ToArray(), new byte[8]);

        var answer = await client.CallAsync((byte)Opcode.GetKeys, Sessions.Key("b"), extras: Sessions.Big(10));
        Assert.Equal([0, 2, 0, (byte)'b', 0, 2, 0, (byte)'c'], answer.Value);
        Assert.Equal([0, 2, 0, (byte)'b'], (await client.CallAsync((byte)Opcode.GetKeys, Sessions.Key("b"), extras: Sessions.Big(1))).Value);
    }

    [Fact]
    public async Task Attributes_stand_in_front_of_the_body_once_the_server_is_new_enough()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false, VBuckets = 1 });
        await using (var old = await emulator.OpenAsync(0, "default", 0x0a, 0x13))
            Assert.Equal((ushort)Status.UnknownCommand, (await old.CallAsync(0x49, Sessions.Key("k"))).Status);

        emulator.Node(0).SwitchOnFeature(0x22);
        await using var client = await emulator.OpenAsync(0, "default", 0x0a, 0x13, 0x22);
        byte[] spec = [0xc8, 0x05, 0, 1, 0, 0, 0, 1, (byte)'x', (byte)'7', 0xc8, 0x00, 0, 1, 0, 0, 0, 1, (byte)'b', (byte)'1'];
        Assert.Equal(0, (await client.CallAsync(0xd1, Sessions.Key("k"), spec, [0x01])).Status);

        var answer = await client.CallAsync(0x49, Sessions.Key("k"));
        Assert.Equal(0x05, answer.DataType);
        Assert.Equal("\0\0\0\u0008\0\0\0\u0004x\u00007\0{\"b\":1}", Encoding.UTF8.GetString(answer.Value));

        var id = (await client.CallAsync(0xda, value: "{\"include_xattrs\":true,\"range\":{\"start\":\"AA==\",\"end\":\"/w==\"}}"u8.ToArray(), dataType: 0x01)).Value;
        var items = (await client.CallAsync(0xdb, extras: [.. id, .. new byte[12]])).Value;
        Assert.Equal(0x05, items[24]);
        Assert.EndsWith("{\"b\":1}", Encoding.UTF8.GetString(items), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_documents_go_although_nobody_meets_them()
    {
        var time = new ManualTimeProvider();
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false, VBuckets = 1, TimeProvider = time });
        await using var client = await emulator.OpenAsync();
        for (var i = 0; i < 50; i++)
            await client.CallAsync(0x01, Sessions.Key($"k{i}"), "1"u8.ToArray(), [0, 0, 0, 0, .. Sessions.Big(10)]);
        time.Advance(TimeSpan.FromMinutes(5));
        await client.CallAsync(0x01, Sessions.Key("last"), "1"u8.ToArray(), new byte[8]);

        Assert.Equal("1", (await StatsAsync(client, ""))["curr_items"]);

        time.Advance(TimeSpan.FromDays(4));
        await client.CallAsync(0x01, Sessions.Key("last"), "1"u8.ToArray(), new byte[8]);
        Assert.Single(emulator.Find(null).VBuckets[0].Documents);
    }

    [Fact]
    public async Task The_least_durability_of_a_bucket_holds_for_every_write()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions
        {
            Http = false, Buckets = [new EmulatorBucket("safe") { Replicas = 1, MinimumDurability = EmulatorDurability.Majority }],
        });
        await using var client = await emulator.OpenAsync(0, "safe");

        Assert.Equal((ushort)Status.DurabilityImpossible, (await client.SetAsync("k", "1")).Status);
    }

    private static async Task<Dictionary<string, string>> StatsAsync(WireClient client, string group)
    {
        await client.SendAsync(WireClient.Frame(0x10, Encoding.UTF8.GetBytes(group), opaque: client.TakeOpaque()));
        var result = new Dictionary<string, string>();
        while (await client.ReceiveAsync() is { Key.Length: > 0 } packet)
            result[Encoding.UTF8.GetString(packet.Key)] = packet.Text;
        return result;
    }
}
