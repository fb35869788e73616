using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Settee.Emulator.Cluster;
using Settee.Emulator.Security;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>
/// One client. A single loop reads a buffer, works on every complete frame in it and sends the answers together. Requests that have to
/// wait are suspended; the loop goes on with them when they are resumed, so that a connection's state has one owner.
/// </summary>
internal sealed partial class Connection : IDisposable
{
    private const int InitialInput = 16 * 1024;

    /// <summary>Answers are sent early when they pile up, so that a batch of large reads needs bounded memory.</summary>
    private const int FlushThreshold = 1024 * 1024;

    private readonly Stream _stream;
    private readonly List<Suspension> _suspended = [];
    private readonly ConcurrentQueue<Suspension> _resumed = new();
    private readonly Lock _working = new();
    private bool _closed;
    private ulong _features;
    private Bucket? _bucket;
    private TaskCompletionSource _resumeSignal = NewSignal();
    private readonly byte[] _storageKey = new byte[ProtocolLimits.MaxKeyLength + 1];
    private byte[] _input = ArrayPool<byte>.Shared.Rent(InitialInput);
    private int _start;
    private int _end;

    public Connection(NodeServer node, Stream stream, long id)
    {
        Node = node;
        Id = id;
        _stream = stream;
        Output = new OutputBuffer(stream);
    }

    private enum Progress
    {
        NeedsInput,
        Blocked,
        FlushFirst,
        Closed,
    }

    public long Id { get; }

    public NodeServer Node { get; }

    public OutputBuffer Output { get; }

    public Features Features
    {
        get => new(Volatile.Read(ref _features));
        set => Volatile.Write(ref _features, value.Bits);
    }

    public UserAccess? User { get; set; }

    /// <summary>Whether the connection is secured; tokens are taken only then.</summary>
    public bool IsTls => _stream is SslStream;

    /// <summary>When the token of the connection expires; null if it never does, or there is none.</summary>
    public DateTimeOffset? TokenExpires { get; set; }

    /// <summary>Set by a fault: the client is still heard, and never answered.</summary>
    public bool IsMute { get; set; }

    /// <summary>Set by a fault: every value that the client can inflate is sent compressed.</summary>
    public bool CompressesAnswers { get; set; }

    /// <summary>Set by a fault: at most so many bytes are read at a time, with a pause before each read.</summary>
    public (int Bytes, TimeSpan Pause)? SlowReads { get; set; }

    public ScramExchange? Scram { get; set; }

    public Bucket? Bucket
    {
        get => Volatile.Read(ref _bucket);
        set => Volatile.Write(ref _bucket, value);
    }

    public ClusterState Cluster => Node.Cluster;

    /// <summary>Reads and answers until the client goes, the connection has to be closed, or the node stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Task<int>? receive = null;
        try
        {
            while (true)
            {
                var progress = Process();
                if (!Node.HoldsAnswers)
                    await Output.FlushAsync(cancellationToken).ConfigureAwait(false);
                if (progress == Progress.Closed)
                    return;
                if (progress == Progress.FlushFirst)
                    continue;

                if (_suspended.Count == 0)
                {
                    // The ordinary case: nothing waits, so only the client can bring news.
                    int received;
                    if (receive is null)
                    {
                        MakeRoom();
                        received = SlowReads is null
                            ? await _stream.ReadAsync(_input.AsMemory(_end), cancellationToken).ConfigureAwait(false)
                            : await ReadSlowlyAsync(cancellationToken).ConfigureAwait(false);
                    }
                    else
                    {
                        received = await receive.ConfigureAwait(false);
                        receive = null;
                    }

                    if (received == 0)
                        return;
                    _end += received;
                    continue;
                }

                if (receive is null && (progress == Progress.NeedsInput || _end - _start < FlushThreshold))
                {
                    MakeRoom();
                    receive = SlowReads is null
                        ? _stream.ReadAsync(_input.AsMemory(_end), cancellationToken).AsTask()
                        : ReadSlowlyAsync(cancellationToken);
                }

                var signal = _resumeSignal.Task;
                if (receive is null)
                    await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
                else
                    await Task.WhenAny(receive, signal).ConfigureAwait(false);

                if (receive is { IsCompleted: true })
                {
                    var received = await receive.ConfigureAwait(false);
                    receive = null;
                    if (received == 0)
                        return;
                    _end += received;
                }
            }
        }
        catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went, or the node stops; both are ordinary ends.
        }
        finally
        {
            AbandonSuspended();
            Output.Dispose();
            if (receive is not null)
                await ObserveAsync(receive).ConfigureAwait(false);
        }
    }

    /// <summary>Puts the request aside until somebody resumes the suspension that is returned.</summary>
    public Suspension Suspend(ref Request request)
    {
        var mayBeOvertaken = Features.Has(HelloFeature.UnorderedExecution) && request.Command.MayBeReordered;
        var suspension = new Suspension(this, request.Frame.ToArray(), mayBeOvertaken, request.StartedAt);
        _suspended.Add(suspension);
        return suspension;
    }

    /// <summary>Called by a suspension when its wait is over.</summary>
    public void Continue(Suspension suspension)
    {
        _resumed.Enqueue(suspension);
        Volatile.Read(ref _resumeSignal).TrySetResult();
    }

    /// <summary>The key with the id of the default collection in front, for clients that know no collections. Lasts until the next call.</summary>
    public ReadOnlySpan<byte> WithDefaultCollection(ReadOnlySpan<byte> key)
    {
        _storageKey[0] = 0;
        key.CopyTo(_storageKey.AsSpan(1));
        return _storageKey.AsSpan(0, key.Length + 1);
    }

    /// <summary>
    /// Closes the connection from outside. The request that is being worked on is finished first, and none after it is begun: what a client
    /// has seen the end of does nothing any more behind its back.
    /// </summary>
    public void Dispose()
    {
        lock (_working)
            _closed = true;

        Abort();
    }

    /// <summary>Waits until no request is being worked on, and lets none begin before <see cref="Proceed"/>, on the same thread.</summary>
    public void Pause() => _working.Enter();

    public void Proceed() => _working.Exit();

    /// <summary>Closes the connection without waiting for the request that is being worked on.</summary>
    public void Abort() => _stream.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task ObserveAsync(Task<int> receive)
    {
        try
        {
            await receive.ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The read ended because the connection did.
        }
    }

    private async Task<int> ReadSlowlyAsync(CancellationToken cancellationToken)
    {
        var (bytes, pause) = SlowReads!.Value;
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, Cluster.Clock.Time, cancellationToken).ConfigureAwait(false);
        var room = _input.AsMemory(_end);
        return await _stream.ReadAsync(room[..Math.Min(bytes, room.Length)], cancellationToken).ConfigureAwait(false);
    }

    private Progress Process()
    {
        if (!GoOnWithResumed())
            return Progress.Closed;

        while (true)
        {
            var available = _input.AsSpan(_start, _end - _start);
            if (available.Length < FrameHeader.Size)
                return IsPlausibleStart(available) ? Progress.NeedsInput : Progress.Closed;

            var header = FrameHeader.Read(available);
            if (!IsAcceptable(header))
                return Progress.Closed;
            if (available.Length < header.FrameLength)
                return Progress.NeedsInput;

            var frame = available[..header.FrameLength];
            if (_suspended.Count > 0 && !MayOvertake(frame, header))
                return Progress.Blocked;

            _start += header.FrameLength;
            if (!IsMute && (header.Magic is Magic.Request or Magic.FlexibleRequest) && Work(frame, header, Stopwatch.GetTimestamp(), null) == Outcome.Close)
                return Progress.Closed;
            if (Output.Length > FlushThreshold)
                return Progress.FlushFirst;
        }
    }

    private bool GoOnWithResumed()
    {
        if (_suspended.Count == 0)
            return true;

        Volatile.Write(ref _resumeSignal, NewSignal());
        while (_resumed.TryDequeue(out var suspension))
        {
            _suspended.Remove(suspension);
            var header = FrameHeader.Read(suspension.Frame);
            if (Work(suspension.Frame, header, suspension.StartedAt, suspension) == Outcome.Close)
                return false;
        }

        return true;
    }

    private Outcome Work(ReadOnlySpan<byte> frame, in FrameHeader header, long startedAt, Suspension? resumed)
    {
        var request = Request.Parse(frame, header, startedAt);
        request.Resumed = resumed;
        lock (_working)
        {
            if (_closed)
                return Outcome.Close;

            var outcome = Dispatcher.Execute(this, ref request);
            Node.Counters.Finish();
            return outcome;
        }
    }

    /// <summary>Whether the first byte can begin a frame; text of another protocol need not be as long as a header to be seen through.</summary>
    private static bool IsPlausibleStart(ReadOnlySpan<byte> available) => available.IsEmpty || IsMagic((Magic)available[0]);

    private static bool IsMagic(Magic magic) =>
        magic is Magic.Request or Magic.FlexibleRequest or Magic.Response or Magic.FlexibleResponse or Magic.ServerResponse;

    private bool IsAcceptable(in FrameHeader header)
    {
        if (!IsMagic(header.Magic) || !header.IsConsistent)
            return false;

        return header.BodyLength <= (User is null ? Dispatcher.MaxBodyBeforeAuthentication : ProtocolLimits.MaxBodyLength);
    }

    private bool MayOvertake(ReadOnlySpan<byte> frame, in FrameHeader header)
    {
        if (!Features.Has(HelloFeature.UnorderedExecution) || !CommandTable.Find(header.RawOpcode).MayBeReordered)
            return false;

        foreach (var suspension in _suspended)
        {
            if (!suspension.MayBeOvertaken)
                return false;
        }

        var infos = new FrameInfoReader(frame.Slice(FrameHeader.Size, header.FramingExtrasLength));
        while (infos.Next())
        {
            if (infos.Id == (int)FrameInfoId.Barrier)
                return false;
        }

        return true;
    }

    /// <summary>Makes room behind the input. The buffer grows with what arrives, not with what a header announces.</summary>
    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
            if (_input.Length > FlushThreshold)
            {
                ArrayPool<byte>.Shared.Return(_input);
                _input = ArrayPool<byte>.Shared.Rent(InitialInput);
            }

            return;
        }

        if (_end < _input.Length)
            return;

        var length = _end - _start;
        var target = _start > 0 && length < _input.Length / 2 ? _input : ArrayPool<byte>.Shared.Rent(_input.Length * 2);
        _input.AsSpan(_start, length).CopyTo(target);
        if (target != _input)
        {
            ArrayPool<byte>.Shared.Return(_input);
            _input = target;
        }

        _start = 0;
        _end = length;
    }

    private void AbandonSuspended()
    {
        foreach (var suspension in _suspended)
            suspension.Abandon?.Invoke();
        _suspended.Clear();
    }
}
