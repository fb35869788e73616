using System.Buffers.Binary;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations.Scans;

/// <summary>Asks a scan for more. The answer comes in any number of parts; the last one says whether there is more.</summary>
internal sealed class ScanContinue(ushort vbucket, byte[] scanId, int items, int bytes) : PendingRequest
{
    private const int ExtrasLength = 28;

    private readonly TaskCompletionSource<ScanPart> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MemoryStream _content = new();

    // Whoever scans bounds the request with a token.
    internal override long Deadline => long.MaxValue;

    public static async ValueTask<ScanPart> SendAsync(
        Connection connection, ushort vbucket, byte[] scanId, int items, int bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new ScanContinue(vbucket, scanId, items, bytes);
        if (connection.TrySend(request, out _) != SendResult.Accepted)
            throw new ConnectionLostException(connection.RemoteName, connection.CloseCause ?? new IOException("Its send buffer is full."));

        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var pending = (ScanContinue)state!;
                if (pending.Connection!.TryWithdraw(pending, pending.Opaque))
                    pending._completion.TrySetCanceled(token);
            },
            request);
        return await request._completion.Task.ConfigureAwait(false);
    }

    internal override int GetFrameLength(Connection connection) => FrameHeader.Size + ExtrasLength;

    internal override void WriteFrame(Connection connection, Span<byte> destination, uint opaque)
    {
        new FrameHeader
        {
            Magic = Magic.Request,
            Opcode = Opcode.RangeScanContinue,
            ExtrasLength = ExtrasLength,
            BodyLength = ExtrasLength,
            VBucketOrStatus = vbucket,
            Opaque = opaque,
        }.Write(destination);
        var extras = destination[FrameHeader.Size..];
        scanId.CopyTo(extras);
        BinaryPrimitives.WriteInt32BigEndian(extras[16..], items);
        BinaryPrimitives.WriteInt32BigEndian(extras[20..], 0);
        BinaryPrimitives.WriteInt32BigEndian(extras[24..], bytes);
    }

    // Parts arrive one after the other on the receive loop. A part may still be handled while the request is withdrawn; it is then lost.
    internal override void OnResponse(Connection connection, in ResponseFrame frame)
    {
        if (frame.Status is Status.Success or Status.RangeScanMore or Status.RangeScanComplete)
        {
            if ((frame.Header.DataType & DataType.Snappy) != 0)
            {
                Fail(new ProtocolViolationException("A part of a scan is marked as compressed but is no Snappy block."));
                return;
            }

            _content.Write(frame.Value);
        }

        if (frame.Status != Status.Success)
        {
            var isContent = frame.Status is Status.RangeScanMore or Status.RangeScanComplete;
            _completion.TrySetResult(new ScanPart(frame.Status, isContent ? _content.ToArray() : frame.Value.ToArray()));
        }
    }

    internal override void OnTimeout(Connection connection) => throw new InvalidOperationException("A scan has no deadline of its own.");

    internal override void OnConnectionLost(Connection connection, Exception cause) =>
        Fail(new ConnectionLostException(connection.RemoteName, cause));

    private void Fail(Exception error)
    {
        if (_completion.TrySetException(error))
            _ = _completion.Task.Exception;
    }
}

/// <summary>What a scan has answered: whole items, or the body of a refusal.</summary>
internal readonly record struct ScanPart(Status Status, byte[] Content);
