using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Faults strike where, when and as often as they were told to.</summary>
public class FaultTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private CouchbaseEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await CouchbaseEmulator.StartAsync(
        new EmulatorOptions { TimeProvider = _time, Http = false, ScramIterations = 4096 });

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_status_is_answered_so_many_times()
    {
        await using var client = await _emulator.OpenAsync();
        var fault = _emulator.Node(0).On(Opcode.Set).Answer(Status.TemporaryFailure, 2);

        Assert.Equal((ushort)Status.TemporaryFailure, (await client.SetAsync("k", "1")).Status);
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("k")).Status);
        Assert.Equal((ushort)Status.TemporaryFailure, (await client.SetAsync("k", "1")).Status);
        Assert.Equal(0, (await client.SetAsync("k", "1")).Status);
        Assert.Equal(2, fault.Strikes);
    }

    [Fact]
    public async Task A_fault_can_be_for_one_document_and_begin_later()
    {
        await using var client = await _emulator.OpenAsync();
        using var fault = _emulator.Node(0).On(Opcode.Get).ForKey("b").After(1).Answer(Status.Busy, 1);

        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("a")).Status);
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("b")).Status);
        Assert.Equal((ushort)Status.Busy, (await client.GetAsync("b")).Status);
    }

    [Fact]
    public async Task A_delay_is_by_the_emulators_clock()
    {
        await using var client = await _emulator.OpenAsync();
        var fault = _emulator.Node(0).On(Opcode.Get).Delay(TimeSpan.FromMinutes(5), times: 1);

        var get = client.GetAsync("k");
        await fault.Struck;
        Assert.False(get.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((ushort)Status.KeyNotFound, (await get).Status);
    }

    [Fact]
    public async Task Held_requests_go_on_when_they_are_released_and_in_their_order()
    {
        await using var client = await _emulator.OpenAsync();
        var fault = _emulator.Node(0).On(Opcode.Set).Hold();

        await client.SendAsync(Concat(
            WireClient.Frame(0x01, Sessions.Key("k"), "1"u8, new byte[8], Sessions.VBucketOf("k"), opaque: 1),
            WireClient.Frame(0x00, Sessions.Key("k"), vbucket: Sessions.VBucketOf("k"), opaque: 2)));
        await fault.Struck;
        fault.Release();

        Assert.Equal(1u, (await client.ReceiveAsync())!.Opaque);
        Assert.Equal("1", (await client.ReceiveAsync())!.Text);
    }

    [Fact]
    public async Task With_unordered_execution_others_overtake_a_held_request()
    {
        await using var client = await _emulator.OpenAsync(0, "default", 0x0e);
        var fault = _emulator.Node(0).On(Opcode.Set).Hold();

        await client.SendAsync(Concat(
            WireClient.Frame(0x01, Sessions.Key("k"), "1"u8, new byte[8], Sessions.VBucketOf("k"), opaque: 1),
            WireClient.Frame(0x00, Sessions.Key("k"), vbucket: Sessions.VBucketOf("k"), opaque: 2)));

        Assert.Equal(2u, (await client.ReceiveAsync())!.Opaque);
        fault.Release();
        Assert.Equal(1u, (await client.ReceiveAsync())!.Opaque);
    }

    [Fact]
    public async Task A_dropped_request_is_not_worked_on()
    {
        await using var client = await _emulator.OpenAsync();
        _emulator.Node(0).On(Opcode.Set).Drop(1);

        await client.SendAsync(WireClient.Frame(0x01, Sessions.Key("k"), "1"u8, new byte[8], Sessions.VBucketOf("k")));
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_dropped_answer_belongs_to_a_request_that_was_worked_on()
    {
        await using var client = await _emulator.OpenAsync();
        _emulator.Node(0).On(Opcode.Set).DropAnswer(1);

        await client.SendAsync(WireClient.Frame(0x01, Sessions.Key("k"), "1"u8, new byte[8], Sessions.VBucketOf("k")));
        Assert.Equal("1", (await client.GetAsync("k")).Text);
    }

    [Fact]
    public async Task A_connection_can_be_closed_at_once_or_within_an_answer()
    {
        await using (var client = await _emulator.OpenAsync())
        {
            _emulator.Node(0).On(Opcode.Get).CloseConnection();
            await client.SendAsync(WireClient.Frame(0x00, Sessions.Key("k")));
            Assert.Empty(await client.ReceiveRestAsync());
        }

        await using (var client = await _emulator.OpenAsync())
        {
            _emulator.Node(0).On(Opcode.Get).CloseAfter(10);
            await client.SendAsync(WireClient.Frame(0x00, Sessions.Key("k")));
            Assert.Equal(10, (await client.ReceiveRestAsync()).Length);
        }
    }

    [Fact]
    public async Task A_connection_can_fall_silent()
    {
        await using var client = await _emulator.OpenAsync();
        var fault = _emulator.Node(0).On(Opcode.Noop).FallSilent(1);

        await client.SendAsync(WireClient.Frame(0x0a));
        await client.SendAsync(WireClient.Frame(0x0a));
        await fault.Struck;
        await using var other = await _emulator.OpenAsync();
        Assert.Equal(0, (await other.CallAsync(0x0a)).Status);
        Assert.False(client.HasUnread);
    }

    [Fact]
    public async Task Disposing_a_fault_ends_it()
    {
        await using var client = await _emulator.OpenAsync();
        _emulator.Node(0).OnAny().Answer(Status.Busy, int.MaxValue).Dispose();

        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_feature_that_is_switched_off_is_not_granted()
    {
        _emulator.Node(0).SwitchOffFeature(0x12);
        await using var client = await WireClient.ConnectAsync(_emulator.Node(0).KvPort);
        Assert.Equal(new byte[] { 0, 7 }, (await client.HelloAsync(0x07, 0x12)).Value);

        _emulator.Node(0).ClearFaults();
        Assert.Equal(new byte[] { 0, 7, 0, 0x12 }, (await client.HelloAsync(0x07, 0x12)).Value);
    }

    [Theory]
    [InlineData(ScramLie.WrongSignature)]
    [InlineData(ScramLie.MissingSignature)]
    [InlineData(ScramLie.ErrorInsteadOfSignature)]
    public async Task A_node_can_lie_about_its_own_proof(ScramLie lie)
    {
        _emulator.Node(0).ForgeScram(lie);
        await using var client = await WireClient.ConnectAsync(_emulator.Node(0).KvPort);

        var lied = await ScramClient.RunAsync(client, "SCRAM-SHA256", "Administrator", "password", "unchecked");
        Assert.Equal(0, lied.Packet.Status);
        _emulator.Node(0).ClearFaults();
        var honest = await ScramClient.RunAsync(client, "SCRAM-SHA256", "Administrator", "password");
        Assert.NotEqual(honest.Packet.Text, lied.Packet.Text);
        Assert.StartsWith("v=", honest.Packet.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_can_lie_in_its_first_message()
    {
        await using var client = await WireClient.ConnectAsync(_emulator.Node(0).KvPort);
        _emulator.Node(0).ForgeScram(ScramLie.TooFewIterations);
        var few = await client.CallAsync(0x21, "SCRAM-SHA1"u8.ToArray(), "n,,n=Administrator,r=abc"u8.ToArray());
        Assert.EndsWith(",i=1", few.Text, StringComparison.Ordinal);

        _emulator.Node(0).ForgeScram(ScramLie.WrongNonce);
        var wrong = await client.CallAsync(0x21, "SCRAM-SHA1"u8.ToArray(), "n,,n=Administrator,r=abc"u8.ToArray());
        Assert.False(wrong.Text.StartsWith("r=abc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_and_connections_are_counted()
    {
        var node = _emulator.Node(0);
        await using (var client = await _emulator.OpenAsync())
        {
            await client.GetAsync("a");
            await client.GetAsync("b");
            Assert.Equal((1, 1), (node.ConnectionsAccepted, node.OpenConnections));
            Assert.Equal((2, 1, 0), (node.RequestsOf(Opcode.Get), node.RequestsOf(Opcode.Hello), node.RequestsOf(Opcode.Set)));
            Assert.Equal(5, node.RequestsReceived);
        }

        while (node.OpenConnections > 0)
            await Task.Yield();
        node.ResetCounters();
        Assert.Equal((0, 0), (node.ConnectionsAccepted, node.RequestsReceived));
    }

    private static byte[] Concat(params byte[][] frames) => [.. frames.SelectMany(f => f)];
}
