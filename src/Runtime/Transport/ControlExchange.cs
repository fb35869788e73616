using Settee.Wire;

namespace Settee.Transport;

/// <summary>A <see cref="ControlRequest"/> in flight: rare, so it may allocate, copies its answer and needs no pool.</summary>
internal sealed class ControlExchange(ControlRequest request) : PendingRequest
{
    private readonly TaskCompletionSource<ControlResponse> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ControlResponse> Task => _completion.Task;

    // The caller's token bounds control requests: a whole handshake shares one deadline.
    internal override long Deadline => long.MaxValue;

    internal override int GetFrameLength(Connection connection) =>
        FrameHeader.Size + request.Extras.Length + request.Key.Length + request.Value.Length;

    internal override void WriteFrame(Connection connection, Span<byte> destination, uint opaque)
    {
        new FrameHeader
        {
            Magic = Magic.Request,
            Opcode = request.Opcode,
            KeyLength = request.Key.Length,
            ExtrasLength = request.Extras.Length,
            BodyLength = request.Extras.Length + request.Key.Length + request.Value.Length,
            DataType = request.DataType,
            VBucketOrStatus = request.VBucket,
            Opaque = opaque,
        }.Write(destination);
        var body = destination[FrameHeader.Size..];
        request.Extras.Span.CopyTo(body);
        request.Key.Span.CopyTo(body[request.Extras.Length..]);
        request.Value.Span.CopyTo(body[(request.Extras.Length + request.Key.Length)..]);
    }

    internal override void OnResponse(Connection connection, in ResponseFrame frame)
    {
        if (frame.Header.Opcode != request.Opcode)
        {
            var mismatch = new ProtocolViolationException(
                $"{connection.RemoteName} answered {request.Opcode} with the opcode 0x{frame.Header.RawOpcode:x2}.");
            Fail(mismatch);
            connection.Close(mismatch);
            return;
        }

        _completion.TrySetResult(new ControlResponse(
            frame.Status,
            frame.Header.DataType,
            frame.Header.Cas,
            frame.Extras.ToArray(),
            frame.Key.ToArray(),
            frame.Value.ToArray()));

        // A connection that nobody uses finds out through its polls and probes.
        if (frame.Status == Status.AuthStale)
            connection.CloseAsStale();
    }

    internal override void OnTimeout(Connection connection) => throw new InvalidOperationException("A control request has no deadline of its own.");

    internal override void OnConnectionLost(Connection connection, Exception cause) =>
        Fail(new ConnectionLostException(connection.RemoteName, cause));

    public void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);

    private void Fail(Exception error)
    {
        // Of several pipelined requests the caller may stop at the first failure; reading the property marks the others as observed.
        if (_completion.TrySetException(error))
            _ = _completion.Task.Exception;
    }
}
