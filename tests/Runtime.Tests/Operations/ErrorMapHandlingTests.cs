using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Wire;

namespace Runtime.Tests.Operations;

/// <summary>Statuses that are newer than the client: the node's error map tells what to do.</summary>
public sealed class ErrorMapHandlingTests : IAsyncLifetime
{
    private readonly RecordingNode _node = new()
    {
        Features = FeatureSet.Of(HelloFeature.Json, HelloFeature.Collections),
        ErrorMap = ErrorMap.Parse("""
            {"version":2,"revision":1,"errors":{
              "7001":{"name":"LATER","desc":"come back","attrs":["temp","retry-later"]},
              "7002":{"name":"BROKEN","desc":"state lost","attrs":["conn-state-invalidated"]},
              "7003":{"name":"ODD","desc":"nothing helps","attrs":["item-only"]},
              "7004":{"name":"WHO","desc":"log in","attrs":["auth"]}}}
            """u8),
    };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task What_may_be_retried_is_retried_by_the_strategy()
    {
        var left = 2;
        _node.Answer = request => WireFrame.Response(request, (ushort)(left-- > 0 ? 0x7001 : 0), extras: left >= 0 ? [] : new byte[16], cas: 7);
        var raw = (await _node.OpenAsync()).Raw();
        await raw.UpsertAsync("k", RawValue.Text("v"));
        Assert.Equal(3, _node.Requests.Count);

        _node.Answer = request => WireFrame.Response(request, 0x7001);
        var error = await Assert.ThrowsAsync<CouchbaseException>(
            async () => await raw.UpsertAsync("k", RawValue.Text("v"), new() { RetryStrategy = RetryStrategy.FailFast }));
        Assert.Contains("LATER: come back", error.Message);
        Assert.Contains("0x7001", error.Message);
    }

    [Fact]
    public async Task What_nobody_knows_and_nothing_helps_fails_at_once()
    {
        _node.Answer = request => WireFrame.Response(request, 0x7003);
        var raw = (await _node.OpenAsync()).Raw();
        var error = await Assert.ThrowsAsync<CouchbaseException>(async () => await raw.GetAsync("k"));
        Assert.Contains("ODD: nothing helps", error.Message);
        _node.Answer = request => WireFrame.Response(request, 0x7abc);
        await Assert.ThrowsAsync<CouchbaseException>(async () => await raw.GetAsync("k"));
        _node.Answer = request => WireFrame.Response(request, 0x7004);
        await Assert.ThrowsAsync<AuthenticationFailureException>(async () => await raw.GetAsync("k"));
        Assert.Equal(3, _node.Requests.Count);
    }

    [Fact]
    public async Task A_connection_whose_state_is_lost_is_closed_and_made_anew()
    {
        _node.Answer = request => WireFrame.Response(request, 0x7002);
        var raw = (await _node.OpenAsync()).Raw();
        var before = _node.Connections;
        await Assert.ThrowsAsync<CouchbaseException>(async () => await raw.GetAsync("k"));
        await _node.FirstConnectionEnded.Task;

        _node.Answer = request => WireFrame.Response(request, 0, extras: [4, 0, 0, 0], value: "v"u8.ToArray());
        Assert.Equal("v", (await raw.GetAsync("k")).GetText());
        Assert.Equal(before + 1, _node.Connections);
    }
}
