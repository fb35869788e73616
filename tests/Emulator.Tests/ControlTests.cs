using System.Net;
using System.Text.Json.Nodes;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>The control API does over HTTP what the emulator does in process.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    private CouchbaseEmulator _emulator = null!;
    private ControlClient _control = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions
        {
            Nodes = 2, Replicas = 1, Http = false, ControlPort = 0, TimeProvider = new EmulatorTimeProvider(),
        });
        _control = new ControlClient(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task It_is_off_unless_switched_on()
    {
        await using var other = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });
        Assert.Equal(0, other.ControlPort);
    }

    [Fact]
    public async Task Nodes_come_and_vbuckets_follow_step_by_step()
    {
        var state = await DoAsync("add-node", []);
        Assert.Equal(3, state["nodes"]!.AsArray().Count);
        var remaining = (int)(await DoAsync("begin-rebalance", []))["remaining"]!;
        Assert.True(remaining > 0);
        Assert.Equal(remaining - 1, (int)(await DoAsync("step-rebalance", []))["remaining"]!);
        Assert.True((bool)(await DoAsync("step-rebalance", new() { ["steps"] = 1000 }))["ended"]!);
    }

    [Fact]
    public async Task Collections_faults_and_time()
    {
        await DoAsync("add-scope", new() { ["scope"] = "s" });
        await DoAsync("add-collection", new() { ["scope"] = "s", ["collection"] = "c" });
        var key = Sessions.KeyOwnedBy(0, 2);
        await using var client = await _emulator.OpenAsync();
        var id = await client.CollectionIdAsync("s.c");
        Assert.Equal(0, (await client.SetAsync(key, "1", expiry: 60, collection: id)).Status);

        var fault = (int)(await DoAsync("fault", new() { ["node"] = 0, ["opcode"] = "0x00", ["kind"] = "answer", ["status"] = "0x86", ["times"] = 1 }))["id"]!;
        Assert.Equal((ushort)Status.TemporaryFailure, (await client.GetAsync(key, id)).Status);
        Assert.Equal(1, (int)(await DoAsync("fault-state", new() { ["id"] = fault }))["strikes"]!);
        await DoAsync("end-fault", new() { ["id"] = fault });

        Assert.Equal(0, (await client.GetAsync(key, id)).Status);
        await DoAsync("advance-time", new() { ["milliseconds"] = 120_000 });
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync(key, id)).Status);
    }

    [Fact]
    public async Task A_failover_and_a_recovery()
    {
        var failed = await DoAsync("fail-over", new() { ["node"] = 1 });
        Assert.Equal((false, false), ((bool)failed["nodes"]![1]!["member"]!, (bool)failed["nodes"]![1]!["running"]!));
        var back = await DoAsync("recover", new() { ["node"] = 1 });
        Assert.True((bool)back["nodes"]![1]!["member"]!);
    }

    [Theory]
    [InlineData("no-such-operation", "{}")]
    [InlineData("stop-node", "{}")]
    [InlineData("stop-node", """{"node":9}""")]
    [InlineData("limit-writes", """{"limit":"nonsense"}""")]
    [InlineData("fault", """{"node":0,"kind":"nonsense"}""")]
    [InlineData("flush", """{"bucket":"none"}""")]
    [InlineData("flush", "{")]
    public async Task What_cannot_be_done_is_told(string operation, string body)
    {
        using var answer = await _control.PostAsync(operation, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!);
    }

    [Theory]
    [InlineData("Content-Type", "text/plain")]
    [InlineData("Content-Type", "application/x-www-form-urlencoded")]
    [InlineData("Origin", "http://somewhere.example")]
    [InlineData("Host", "somewhere.example")]
    public async Task What_a_page_could_send_is_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("flush", UriKind.Relative)) { Content = new ByteArrayContent([]) };
        if (header == "Content-Type")
            request.Content.Headers.TryAddWithoutValidation(header, value);
        else
            request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await _control.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<JsonNode> DoAsync(string operation, JsonObject body) => _control.DoAsync(operation, body.ToJsonString());
}
