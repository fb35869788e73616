using System.Buffers.Binary;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Everything that depends on time follows the clock that was given.</summary>
public class TimeTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_document_lives_through_its_last_second()
    {
        await using var emulator = await StartAsync();
        await using var client = await emulator.OpenAsync();
        await client.SetAsync("k", "1", expiry: 10);

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, (await client.GetAsync("k")).Status);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("k")).Status);
    }

    [Fact]
    public async Task Touch_gives_a_new_life()
    {
        await using var emulator = await StartAsync();
        await using var client = await emulator.OpenAsync();
        await client.SetAsync("k", "1", expiry: 10);
        _time.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal(0, (await client.KeyCallAsync(Opcode.Touch, "k", Sessions.Big(10))).Status);

        _time.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(0, (await client.GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_collections_limit_caps_every_expiry()
    {
        await using var emulator = await StartAsync(new EmulatorScope("s", new EmulatorCollection("c", 60)));
        await using var client = await emulator.OpenAsync();
        var id = await client.CollectionIdAsync("s.c");
        await client.SetAsync("never", "1", 0, id);
        await client.SetAsync("long", "1", 3600, id);
        await client.SetAsync("short", "1", 10, id);

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("short", id)).Status);
        Assert.Equal(0, (await client.GetAsync("long", id)).Status);
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("long", id)).Status);
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("never", id)).Status);
    }

    [Fact]
    public async Task A_lock_ends_by_itself()
    {
        await using var emulator = await StartAsync();
        await using var client = await emulator.OpenAsync();
        await client.SetAsync("k", "1");
        Assert.Equal(0, (await client.KeyCallAsync(Opcode.GetLocked, "k", Sessions.Big(20))).Status);

        Assert.Equal((ushort)Status.Locked, (await client.SetAsync("k", "2")).Status);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(0, (await client.SetAsync("k", "2")).Status);
    }

    [Fact]
    public async Task A_lock_of_no_or_too_long_a_time_is_one_of_fifteen_seconds()
    {
        await using var emulator = await StartAsync();
        await using var client = await emulator.OpenAsync();
        await client.SetAsync("k", "1");
        await client.KeyCallAsync(Opcode.GetLocked, "k", Sessions.Big(31));

        _time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Equal((ushort)Status.Locked, (await client.SetAsync("k", "2")).Status);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(0, (await client.SetAsync("k", "2")).Status);
    }

    [Fact]
    public async Task Cas_grows_while_the_clock_stands_still()
    {
        await using var emulator = await StartAsync();
        await using var client = await emulator.OpenAsync();
        var last = 0ul;
        for (var i = 0; i < 100; i++)
        {
            var cas = (await client.SetAsync("k", $"{i}")).Cas;
            Assert.True(cas > last);
            last = cas;
        }

        Assert.Equal((ulong)(_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100 >> 16, last >> 16);
    }

    [Fact]
    public async Task An_expired_document_leaves_a_tombstone_with_the_next_seqno()
    {
        await using var emulator = await StartAsync();
        await using var client = await emulator.OpenAsync();
        var stored = await client.SetAsync("k", "1", expiry: 1);
        _time.Advance(TimeSpan.FromSeconds(3));

        var meta = await client.KeyCallAsync(Opcode.GetMeta, "k", [2]);
        Assert.Equal(1u, BinaryPrimitives.ReadUInt32BigEndian(meta.Extras));
        var again = await client.SetAsync("k", "2");
        Assert.Equal(
            BinaryPrimitives.ReadUInt64BigEndian(stored.Extras.AsSpan(8)) + 2, BinaryPrimitives.ReadUInt64BigEndian(again.Extras.AsSpan(8)));
    }

    private Task<CouchbaseEmulator> StartAsync(params EmulatorScope[] scopes) => CouchbaseEmulator.StartAsync(
        new EmulatorOptions { TimeProvider = _time, Http = false, Scopes = scopes }, TestContext.Current.CancellationToken);
}
