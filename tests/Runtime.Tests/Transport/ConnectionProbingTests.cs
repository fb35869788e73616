using Runtime.Tests.Support;
using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Transport;

public sealed class ConnectionProbingTests : IAsyncLifetime
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedServer _server = new();
    private Connection _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _connection = await _server.ConnectAsync(_time);
        _connection.StartProbing(Silence);
        await UntilAsync(() => _time.ActiveTimers == 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task A_silent_connection_is_probed_and_kept_when_it_answers()
    {
        for (var round = 1; round <= 3; round++)
        {
            _time.Advance(Silence - Moment);
            Assert.Equal(round - 1, _connection.Statistics.RequestsSent);
            _time.Advance(Moment);
            var (probe, _) = await _server.ReadRequestAsync();
            Assert.Equal(Opcode.Noop, probe.Opcode);
            await _server.AnswerAsync(probe);
            await UntilAsync(() => _connection.SinceLastActivity == TimeSpan.Zero && _time.ActiveTimers == 1);
        }

        Assert.False(_connection.IsClosed);
    }

    [Fact]
    public async Task A_connection_that_does_not_answer_the_probe_is_ended_and_its_requests_are_told()
    {
        var request = new ProbeRequest();
        _connection.TrySend(request, out _);
        _time.Advance(Silence);
        await UntilAsync(() => _connection.Statistics.RequestsSent == 2);
        _time.Advance(Silence - Moment);
        Assert.False(_connection.IsClosed);

        _time.Advance(Moment);
        Assert.Equal("lost: The server has been silent for 20 s and does not answer a probe.", await request.Outcome);
        Assert.True(_connection.IsClosed);
    }

    [Fact]
    public async Task A_connection_in_use_is_never_probed()
    {
        for (var second = 1; second <= 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await ExchangeAsync();
        }

        Assert.Equal(60, _connection.Statistics.RequestsSent);
    }

    [Fact]
    public async Task An_answer_to_another_request_is_a_sign_of_life_while_the_probe_waits_behind_a_slow_one()
    {
        var slow = new ProbeRequest();
        _connection.TrySend(slow, out _);
        var (slowHeader, _) = await _server.ReadRequestAsync();
        _time.Advance(Silence);
        await _server.ReadRequestAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        await _server.AnswerAsync(slowHeader);
        await slow.Outcome;

        _time.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(() => _time.ActiveTimers == 1);
        Assert.False(_connection.IsClosed);

        // Five seconds of the silence are over already; the next probe comes in time.
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Opcode.Noop, (await _server.ReadRequestAsync()).Header.Opcode);
    }

    private async Task ExchangeAsync()
    {
        var request = new ProbeRequest();
        _connection.TrySend(request, out _);
        await _server.AnswerAsync((await _server.ReadRequestAsync()).Header);
        await request.Outcome;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Yield();
    }
}
