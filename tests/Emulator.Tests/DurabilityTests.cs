using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Durable writes wait for replicas, and for nothing longer than they were told to.</summary>
public class DurabilityTests
{
    private static readonly byte[] Majority = [0x11, 0x01];
    private static readonly byte[] MajorityTwoSeconds = [0x13, 0x01, 0x07, 0xd0];

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_durable_write_waits_while_replication_is_paused()
    {
        await using var emulator = await StartAsync(nodes: 2, replicas: 1);
        await using var writer = await emulator.OpenAsync(0);
        await using var other = await emulator.OpenAsync(0);
        var key = Sessions.KeyOwnedBy(0, 2);
        await writer.SetAsync(key, "\"old\"");

        emulator.PauseReplication();
        var write = writer.SetAsync(key, "\"new\"", framing: Majority);
        await AppearsAsync(() => _time.ActiveTimers == 1);
        Assert.Equal("\"old\"", (await other.GetAsync(key)).Text);
        Assert.Equal((ushort)Status.SyncWriteInProgress, (await other.SetAsync(key, "\"other\"")).Status);
        Assert.False(write.IsCompleted);

        emulator.ResumeReplication();
        Assert.Equal(0, (await write).Status);
        Assert.Equal("\"new\"", (await other.GetAsync(key)).Text);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task After_its_time_the_outcome_of_a_durable_write_is_unknown()
    {
        await using var emulator = await StartAsync(nodes: 2, replicas: 1);
        await using var client = await emulator.OpenAsync(0);
        var key = Sessions.KeyOwnedBy(0, 2);
        emulator.PauseReplication();

        var write = client.SetAsync(key, "1", framing: MajorityTwoSeconds);
        await AppearsAsync(() => _time.ActiveTimers == 1);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((ushort)Status.SyncWriteAmbiguous, (await write).Status);
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync(key)).Status);
        Assert.Equal(0, (await client.SetAsync(key, "2")).Status);
    }

    [Fact]
    public async Task Without_a_replica_for_the_majority_durability_is_impossible()
    {
        await using var emulator = await StartAsync(nodes: 1, replicas: 1);
        await using var client = await emulator.OpenAsync(0);

        Assert.Equal((ushort)Status.DurabilityImpossible, (await client.SetAsync("k", "1", framing: Majority)).Status);
        Assert.Equal(0, (await client.SetAsync("k", "1")).Status);
    }

    [Fact]
    public async Task A_stopped_replica_acknowledges_nothing()
    {
        await using var emulator = await StartAsync(nodes: 2, replicas: 1);
        await using var client = await emulator.OpenAsync(0);
        await emulator.Node(1).StopAsync();

        var write = client.SetAsync(Sessions.KeyOwnedBy(0, 2), "1", framing: MajorityTwoSeconds);
        await AppearsAsync(() => _time.ActiveTimers == 1);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((ushort)Status.SyncWriteAmbiguous, (await write).Status);
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_waiting_write_along()
    {
        await using var emulator = await StartAsync(nodes: 2, replicas: 1);
        var key = Sessions.KeyOwnedBy(0, 2);
        emulator.PauseReplication();
        var leaving = await emulator.OpenAsync(0);
        await leaving.SendAsync(WireClient.Frame(
            0x01, Sessions.Key(key), "1"u8, new byte[8], Sessions.VBucketOf(key), framing: Majority));
        await AppearsAsync(() => _time.ActiveTimers == 1);

        await leaving.DisposeAsync();
        await AppearsAsync(() => emulator.Node(0).OpenConnections == 0);

        Assert.Equal(0, _time.ActiveTimers);
        await using var client = await emulator.OpenAsync(0);
        Assert.Equal(0, (await client.SetAsync(key, "2")).Status);
    }

    private static async Task AppearsAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Yield();
    }

    private Task<CouchbaseEmulator> StartAsync(int nodes, int replicas) => CouchbaseEmulator.StartAsync(
        new EmulatorOptions { Nodes = nodes, Replicas = replicas, TimeProvider = _time, Http = false }, TestContext.Current.CancellationToken);
}
