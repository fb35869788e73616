using System.Text.Json.Nodes;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Faults in the way answers are sent and requests are chosen.</summary>
public sealed class AnswerFaultTests : IAsyncLifetime
{
    private CouchbaseEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Answers_change_places()
    {
        await using var client = await _emulator.OpenAsync();
        using var fault = _emulator.Node(0).On(Opcode.Get).ReorderAnswers(4, seed: 1, times: 4);
        var opaques = new List<uint>();
        for (var i = 0; i < 4; i++)
        {
            opaques.Add(client.TakeOpaque());
            await client.SendAsync(WireClient.Frame(0x00, Sessions.Key("k"), vbucket: Sessions.VBucketOf("k"), opaque: opaques[^1]));
        }

        var got = new List<uint>();
        for (var i = 0; i < 4; i++)
            got.Add((await client.ReceiveAsync())!.Opaque);
        Assert.NotEqual(opaques, got);
        Assert.Equal(opaques, got.Order());
    }

    [Fact]
    public async Task Ending_a_reordering_sends_what_is_kept()
    {
        await using var client = await _emulator.OpenAsync();
        var fault = _emulator.Node(0).On(Opcode.Get).ReorderAnswers(10);
        var answer = client.GetAsync("k");
        await fault.Struck;
        fault.Dispose();

        Assert.Equal((ushort)Status.KeyNotFound, (await answer).Status);
    }

    [Fact]
    public async Task Answers_in_single_bytes_are_still_whole()
    {
        await using var client = await _emulator.OpenAsync();
        using var fault = _emulator.Node(0).OnAny().SplitAnswers();
        await client.SetAsync("k", "\"some text\"");

        Assert.Equal("\"some text\"", (await client.GetAsync("k")).Text);
    }

    [Fact]
    public async Task Every_value_is_compressed_for_a_client_that_can_inflate()
    {
        await using var client = await _emulator.OpenAsync(0, "default", 0x0a);
        await client.SetAsync("k", "1");
        using var fault = _emulator.Node(0).On(Opcode.Get).CompressAnswers();

        var answer = await client.GetAsync("k");
        Assert.Equal(0x03, answer.DataType);
        Assert.Equal("1"u8.ToArray(), Snappy.Decompress(answer.Value, 100));
    }

    [Fact]
    public async Task Slow_reads_end_with_everything_read()
    {
        await using var client = await _emulator.OpenAsync();
        using var fault = _emulator.Node(0).On(Opcode.Noop).ReadSlowly(3, TimeSpan.Zero);
        await client.CallAsync(0x0a);
        await client.SetAsync("k", "\"slow\"");

        Assert.Equal("\"slow\"", (await client.GetAsync("k")).Text);
    }

    [Fact]
    public async Task A_status_comes_with_words()
    {
        await using var client = await _emulator.OpenAsync();
        using var fault = _emulator.Node(0).On(Opcode.Get).Answer(Status.TemporaryFailure, "just so", "ref-1");

        var answer = await client.GetAsync("k");
        Assert.Equal((ushort)Status.TemporaryFailure, answer.Status);
        Assert.Equal("just so", (string)JsonNode.Parse(answer.Value)!["error"]!["context"]!);
    }

    [Fact]
    public async Task Only_the_chosen_connection_is_struck()
    {
        await using var first = await _emulator.OpenAsync();
        await using var second = await _emulator.OpenAsync();
        using var fault = _emulator.Node(0).On(Opcode.Get).ForConnection(2).Answer(Status.Busy, times: 10);

        Assert.Equal((ushort)Status.KeyNotFound, (await first.GetAsync("k")).Status);
        Assert.Equal((ushort)Status.Busy, (await second.GetAsync("k")).Status);
    }

    [Fact]
    public async Task Chance_with_the_same_seed_strikes_the_same_requests()
    {
        await using var client = await _emulator.OpenAsync();

        Assert.Equal(await StrikesAsync(client), await StrikesAsync(client));
    }

    private async Task<string> StrikesAsync(WireClient client)
    {
        using var fault = _emulator.Node(0).On(Opcode.Get).WithProbability(0.5, 7).Answer(Status.Busy, times: int.MaxValue);
        var result = "";
        for (var i = 0; i < 32; i++)
            result += (await client.GetAsync("k")).Status == (ushort)Status.Busy ? 'x' : '.';
        Assert.Contains('x', result);
        Assert.Contains('.', result);
        return result;
    }
}
