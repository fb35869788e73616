using Microsoft.Extensions.Logging;
using Runtime.Tests.Support;
using Settee;
using Settee.Dispatch;
using Settee.Wire;

namespace Runtime.Tests.Operations;

/// <summary>
/// What a durable write tells the server to wait, and how long the client waits: nine tenths, at least 1.5 s, at most 65,534 ms; a client
/// that would wait less than 1.5 s waits 1.5 s.
/// </summary>
public sealed class DurableTimeoutTests : IAsyncLifetime
{
    private readonly RecordingNode _node = new()
    {
        Features = FeatureSet.Of(HelloFeature.Collections, HelloFeature.AlternateRequest, HelloFeature.SyncReplication, HelloFeature.MutationSeqno),
    };

    private readonly CapturedLog _log = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [InlineData(1, 1500, 1500)]
    [InlineData(1499, 1500, 1500)]
    [InlineData(1500, 1500, 1500)]
    [InlineData(1501, 1500, 1501)]
    [InlineData(1666, 1500, 1666)]
    [InlineData(1667, 1500, 1667)]
    [InlineData(1668, 1501, 1668)]
    [InlineData(2500, 2250, 2500)]
    [InlineData(10_000, 9000, 10_000)]
    [InlineData(72_815, 65_533, 72_815)]
    [InlineData(72_816, 65_534, 72_816)]
    [InlineData(72_817, 65_534, 72_817)]
    [InlineData(600_000, 65_534, 600_000)]
    public async Task The_server_waits_less_than_the_client_and_never_too_little(int given, int server, int client)
    {
        var bucket = await _node.OpenAsync(new() { LoggerFactory = _log });
        (byte Code, Durability Level)[] levels =
            [(1, Durability.Majority), (2, Durability.MajorityAndPersistToActive), (3, Durability.PersistToMajority)];
        foreach (var (code, level) in levels)
        {
            var timeout = TimeSpan.FromMilliseconds(given);
            await bucket.Raw().RemoveAsync("k", new() { Durability = level, Timeout = timeout });
            Assert.True(_node.Requests.TryDequeue(out var frame));
            Assert.Equal([$"durability {code} {server}ms"], frame.FrameInfos());
            Assert.Equal(TimeSpan.FromMilliseconds(client), RequestLimits.For(bucket.Dispatcher, timeout, null, level).Timeout);
        }

        // Told once, however often it happens.
        var warnings = _log.Entries.Count(entry => entry.Level == LogLevel.Warning && entry.Message.Contains("durable write"));
        Assert.Equal(given < 1500 ? 1 : 0, warnings);
    }

    [Fact]
    public async Task Only_what_the_server_enforces_has_a_shortest_time()
    {
        var bucket = await _node.OpenAsync(new() { LoggerFactory = _log });
        var little = TimeSpan.FromMilliseconds(10);
        Assert.Equal(little, RequestLimits.For(bucket.Dispatcher, little, null).Timeout);
        Assert.Equal(little, RequestLimits.For(bucket.Dispatcher, little, null, Durability.Observed(PersistTo.Active)).Timeout);
        Assert.Equal(TimeSpan.FromSeconds(10), RequestLimits.For(bucket.Dispatcher, null, null, Durability.Observed(PersistTo.Active)).Timeout);
        Assert.Equal(TimeSpan.FromSeconds(10), RequestLimits.For(bucket.Dispatcher, null, null, Durability.Majority).Timeout);
        Assert.DoesNotContain(_log.Entries, entry => entry.Message.Contains("durable write"));
    }
}
