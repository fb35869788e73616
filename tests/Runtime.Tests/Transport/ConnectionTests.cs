using Runtime.Tests.Support;
using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Transport;

public sealed class ConnectionTests : IAsyncLifetime
{
    private readonly ScriptedServer _server = new();
    private Connection _connection = null!;

    public async ValueTask InitializeAsync() => _connection = await _server.ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Answers_find_their_requests_in_any_order()
    {
        var requests = Send(3);
        var received = new[] { await _server.ReadRequestAsync(), await _server.ReadRequestAsync(), await _server.ReadRequestAsync() };
        foreach (var (header, _) in received.Reverse())
            await _server.AnswerAsync(header, value: BitConverter.GetBytes(header.Opaque));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("answered Success", await requests[i].Outcome);
            Assert.Equal(received[i].Header.Opaque, BitConverter.ToUInt32(requests[i].Value));
        }
    }

    [Fact]
    public async Task Frames_may_arrive_split_at_every_byte()
    {
        var requests = Send(2);
        var first = await _server.ReadRequestAsync();
        var second = await _server.ReadRequestAsync();
        var bytes = ScriptedServer.Response(Opcode.Noop, first.Header.Opaque, value: "first"u8.ToArray())
            .Concat(ScriptedServer.Response(Opcode.Noop, second.Header.Opaque, value: "second"u8.ToArray()));
        foreach (var b in bytes)
        {
            await _server.Stream.WriteAsync(new[] { b });
            await _server.Stream.FlushAsync();
        }

        await Task.WhenAll(requests[0].Outcome, requests[1].Outcome);
        Assert.Equal("first"u8.ToArray(), requests[0].Value);
        Assert.Equal("second"u8.ToArray(), requests[1].Value);
    }

    [Fact]
    public async Task A_value_larger_than_the_buffer_arrives_whole()
    {
        var value = new byte[3_000_000];
        Random.Shared.NextBytes(value);
        var request = Send(1)[0];
        var (header, _) = await _server.ReadRequestAsync();
        await _server.AnswerAsync(header, value: value);
        await request.Outcome;
        Assert.Equal(value, request.Value);

        var next = Send(1)[0];
        await _server.AnswerAsync((await _server.ReadRequestAsync()).Header);
        Assert.Equal("answered Success", await next.Outcome);
    }

    [Theory]
    [InlineData("7f", "begins with the byte 0x7f")]
    [InlineData("80", "begins with the byte 0x80")]
    [InlineData("8100ffff00000000000000010000000000000000000000", "are longer than its body")]
    [InlineData("810000000000000040000000000000000000000000000000", "announces 1073741824 bytes")]
    public async Task Bytes_that_are_no_frame_end_the_connection(string hex, string problem)
    {
        var request = Send(1)[0];
        await _server.ReadRequestAsync();
        await _server.Stream.WriteAsync(Convert.FromHexString(hex.PadRight(48, '0')));
        Assert.Contains(problem, await request.Outcome);
        Assert.IsType<ProtocolViolationException>(_connection.CloseCause);
    }

    [Fact]
    public async Task A_lost_connection_tells_every_request_and_refuses_later_ones()
    {
        var requests = Send(10);
        for (var i = 0; i < 10; i++)
            await _server.ReadRequestAsync();

        _server.Stream.Close();
        foreach (var request in requests)
            Assert.StartsWith("lost: ", await request.Outcome);

        Assert.Equal(SendResult.Closed, _connection.TrySend(new ProbeRequest(), out _));
    }

    [Fact]
    public async Task A_withdrawn_request_ignores_its_late_answer()
    {
        var request = new ProbeRequest();
        _connection.TrySend(request, out var opaque);
        var (header, _) = await _server.ReadRequestAsync();
        Assert.True(_connection.TryWithdraw(request, opaque));
        Assert.False(_connection.TryWithdraw(request, opaque));
        await _server.AnswerAsync(header);

        var next = Send(1)[0];
        await _server.AnswerAsync((await _server.ReadRequestAsync()).Header);
        await next.Outcome;
        Assert.False(request.Outcome.IsCompleted);
        Assert.Equal(1, _connection.Statistics.LateAnswers);
    }

    [Fact]
    public async Task Requests_appended_during_a_send_leave_together()
    {
        // Until the first answer arrives the server reads nothing, so everything after the first send piles up in one buffer.
        var requests = Send(1000);
        for (var i = 0; i < requests.Length; i++)
            await _server.AnswerAsync((await _server.ReadRequestAsync()).Header);

        await Task.WhenAll(requests.Select(request => request.Outcome));
        Assert.Equal(1000, _connection.Statistics.RequestsSent);
        Assert.InRange(_connection.Statistics.Sends, 1, 999);
    }

    [Fact]
    public async Task Control_requests_are_pipelined_and_cancellable()
    {
        using var cancellation = new CancellationTokenSource();
        var first = _connection.RequestAsync(new ControlRequest(Opcode.Hello, Key: "agent"u8.ToArray(), Value: new byte[] { 0, 6 }), default).AsTask();
        var second = _connection.RequestAsync(new ControlRequest(Opcode.Noop), cancellation.Token).AsTask();
        var (hello, body) = await _server.ReadRequestAsync();
        Assert.Equal((Opcode.Hello, 5, 2), (hello.Opcode, hello.KeyLength, hello.ValueLength));
        Assert.Equal("agent\0\u0006"u8.ToArray(), body);
        await _server.ReadRequestAsync();

        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await _server.AnswerAsync(hello, value: [0, 6]);
        Assert.Equal([0, 6], (await first).Value);
    }

    [Fact]
    public async Task A_full_send_buffer_makes_callers_wait_and_then_takes_them()
    {
        await using var server = new ScriptedServer();
        await using var connection = await server.ConnectAsync(options: new ConnectionOptions { MaxWaitingBytes = 64 * 1024 });
        var sent = new List<ProbeRequest>();
        var refused = false;
        while (!refused)
        {
            var request = new ProbeRequest(valueLength: 60 * 1024);
            if (connection.TrySend(request, out _) == SendResult.Full)
                refused = true;
            else
                sent.Add(request);
        }

        var room = connection.WaitForRoomAsync(default);
        foreach (var _ in sent)
            await server.AnswerAsync((await server.ReadRequestAsync()).Header);

        await room;
        Assert.Equal(SendResult.Accepted, connection.TrySend(new ProbeRequest(), out _));
        Assert.All(await Task.WhenAll(sent.Select(request => request.Outcome)), outcome => Assert.Equal("answered Success", outcome));
    }

    [Fact]
    public async Task Disposing_tells_requests_in_flight()
    {
        var request = Send(1)[0];
        await _connection.DisposeAsync();
        Assert.StartsWith("lost: ", await request.Outcome);
        await Assert.ThrowsAsync<ConnectionLostException>(async () => await _connection.RequestAsync(new ControlRequest(Opcode.Noop), default));
    }

    private ProbeRequest[] Send(int count)
    {
        var requests = Enumerable.Range(0, count).Select(_ => new ProbeRequest()).ToArray();
        foreach (var request in requests)
            Assert.Equal(SendResult.Accepted, _connection.TrySend(request, out _));

        return requests;
    }
}
