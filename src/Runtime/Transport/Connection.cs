using Settee.Wire;

namespace Settee.Transport;

/// <summary>
/// One multiplexed connection. Callers append frames to a shared buffer under a short lock; a single flusher sends everything that
/// was appended since the last send; a receive loop parses answers in place and completes the requests they belong to.
/// </summary>
internal sealed partial class Connection : IControlChannel, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly ConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly SlotTable _slots = new();
    private readonly OutputBuffer _output = new();
    private readonly AsyncSignal _flushRequested = new();
    private readonly ReceiveBuffer _input = new();
    private readonly ValueInflater _inflater = new();
    private readonly DeadlineSweep _deadlines;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closingToken;
    private readonly Task _loops;
    private IConnectionOwner? _owner;

    // Guarded by _gate.
    private bool _flushing;
    private bool _flushDeferred;
    private bool _handlingFrames;
    private ValueTask _inlineSend;
    private TaskCompletionSource? _roomAvailable;
    private Exception? _closeCause;

    private int _disposed;
    private long _lastActivity;
    private long _requestsSent;
    private long _answers;
    private long _sends;
    private long _bytesSent;
    private long _bytesReceived;
    private long _lateAnswers;

    /// <summary>Starts the loops over a connected stream, which belongs to the connection from now on.</summary>
    public Connection(Stream stream, string remoteName, TimeProvider time, ConnectionOptions? options = null, IConnectionOwner? owner = null)
    {
        _stream = stream;
        _time = time;
        _options = options ?? new ConnectionOptions();
        _owner = owner;
        RemoteName = remoteName;
        _lastActivity = time.GetTimestamp();
        _closingToken = _closing.Token;
        _deadlines = new DeadlineSweep(time, _options.DeadlineResolution, ExpireRequests);

        // The loops outlive the caller: they must not carry its ambient context (activities, impersonation) around.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            _loops = Task.WhenAll(Task.Run(SendLoopAsync), Task.Run(ReceiveLoopAsync));
    }

    /// <summary>The peer for messages, as host:port.</summary>
    public string RemoteName { get; }

    /// <summary>The host that was dialled, without the port.</summary>
    public string RemoteHost => RemoteName[..RemoteName.LastIndexOf(':')].Trim('[', ']');

    /// <summary>This end of the connection, as address:port; null where the stream is no socket.</summary>
    public string? LocalName { get; init; }

    /// <summary>The id under which the server logs this connection, as "client/connection"; set once, after HELLO.</summary>
    public string Id { get; set; } = "";

    /// <summary>How long ago something was received last; before the first answer, how long ago the connection was made.</summary>
    public TimeSpan SinceLastActivity => _time.GetElapsedTime(Volatile.Read(ref _lastActivity));

    /// <summary>Features that the server acknowledged; set once, after HELLO.</summary>
    public FeatureSet Features { get; set; }

    /// <summary>Who is told of server requests and of the end; may change when a connection is taken over.</summary>
    public IConnectionOwner? Owner
    {
        get => Volatile.Read(ref _owner);
        set => Volatile.Write(ref _owner, value);
    }

    /// <summary>Requests that were sent and not answered yet; a moment old, because it is read without the lock.</summary>
    public int InFlight => _slots.Count;

    public bool IsClosed => Volatile.Read(ref _closeCause) is not null;

    /// <summary>Why the connection ended; null while it is open.</summary>
    public Exception? CloseCause => Volatile.Read(ref _closeCause);

    public ConnectionStatistics Statistics =>
        new(Volatile.Read(ref _requestsSent), Volatile.Read(ref _answers), Volatile.Read(ref _sends), Volatile.Read(ref _bytesSent), Volatile.Read(ref _bytesReceived), Volatile.Read(ref _lateAnswers));

    /// <summary>Appends the request; from then on exactly one of its callbacks runs, possibly before this returns.</summary>
    public SendResult TrySend(PendingRequest request, out uint opaque)
    {
        bool sendHere;
        opaque = 0;
        lock (_gate)
        {
            if (_closeCause is not null)
                return SendResult.Closed;

            var length = request.GetFrameLength(this);
            if (_slots.IsFull || (_output.Length > 0 && (long)_output.Length + length > _options.MaxWaitingBytes))
                return SendResult.Full;

            opaque = _slots.Add(request);
            request.Connection = this;
            request.Opaque = opaque;
            request.WriteFrame(this, _output.Append(length), opaque);
            _requestsSent++;
            if (request.Deadline != long.MaxValue)
                _deadlines.Arm();

            if (_flushing)
                return SendResult.Accepted;

            // A lone caller sends on its own thread, which saves it a thread hop. With others in flight the flusher is woken instead:
            // until it runs, more requests join the same send. While answers are being handled their callers are about to send again,
            // so the receive loop wakes the flusher when it is through.
            _flushing = true;
            sendHere = _slots.Count == 1;
            if (!sendHere && _handlingFrames)
            {
                _flushDeferred = true;
                return SendResult.Accepted;
            }
        }

        if (sendHere)
            SendInline();
        else
            _flushRequested.Raise();

        return SendResult.Accepted;
    }

    /// <summary>Completes when a request that was refused as <see cref="SendResult.Full"/> is worth another try.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        Task room;
        lock (_gate)
        {
            if (_closeCause is not null || (!_slots.IsFull && _output.Length == 0))
                return Task.CompletedTask;

            _roomAvailable ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _roomAvailable.Task;
        }

        return room.WaitAsync(cancellationToken);
    }

    /// <summary>Takes a request back; false when its answer, time-out or the connection's end was faster.</summary>
    public bool TryWithdraw(PendingRequest request, uint opaque)
    {
        lock (_gate)
            return _slots.Remove(opaque, request);
    }

    public async ValueTask<ControlResponse> RequestAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var exchange = new ControlExchange(request);
        switch (TrySend(exchange, out _))
        {
            case SendResult.Closed:
                throw new ConnectionLostException(RemoteName, CloseCause!);
            case SendResult.Full:
                throw new ConnectionLostException(RemoteName, new IOException("Its send buffer is full; the server does not read."));
        }

        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var pending = (ControlExchange)state!;
                if (pending.Connection!.TryWithdraw(pending, pending.Opaque))
                    pending.Cancel(token);
            },
            exchange);
        return await exchange.Task.ConfigureAwait(false);
    }

    /// <summary>Ends the connection: every request in flight is told, later ones are refused. Does not wait for the loops.</summary>
    public void Close(Exception cause)
    {
        List<PendingRequest> lost = [];
        TaskCompletionSource? room;
        lock (_gate)
        {
            if (_closeCause is not null)
                return;

            Volatile.Write(ref _closeCause, cause);
            _slots.RemoveAll(lost);
            room = _roomAvailable;
            _roomAvailable = null;
        }

        _deadlines.Dispose();
        _closing.Cancel();
        _flushRequested.Raise();
        room?.TrySetResult();
        foreach (var request in lost)
            request.OnConnectionLost(this, cause);

        Owner?.OnClosed(this, cause);
    }

    /// <summary>Ends a connection whose credentials the server does not accept any more; the next one logs in anew (SDK-RFC 48).</summary>
    public void CloseAsStale() => Close(new AuthenticationFailureException($"{RemoteName} says that the credentials of the connection have expired."));

    /// <summary>Closes the connection and waits until its loops have ended and the socket is released.</summary>
    public async ValueTask DisposeAsync()
    {
        Close(new ObjectDisposedException(nameof(Connection), "The connection was closed by this client."));
        await _loops.ConfigureAwait(false);
        await _probing.ConfigureAwait(false);

        // Once only: buffers that go back to the pool twice would be handed to two other connections at the same time.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        await _stream.DisposeAsync().ConfigureAwait(false);
        _output.Dispose();
        _input.Dispose();
        _inflater.Dispose();
        _closing.Dispose();
    }

    private void ExpireRequests()
    {
        List<PendingRequest> expired = [];
        lock (_gate)
        {
            if (_closeCause is not null)
                return;

            _slots.RemoveExpired(_time.GetTimestamp(), expired);
            if (_slots.Count > 0)
                _deadlines.Rearm();
            else
                _deadlines.Disarm();
        }

        foreach (var request in expired)
            request.OnTimeout(this);
    }
}
