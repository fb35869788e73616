using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Support;

/// <summary>A request that records what becomes of it.</summary>
internal sealed class ProbeRequest(long deadline = long.MaxValue, int valueLength = 0) : PendingRequest
{
    private readonly TaskCompletionSource<string> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Outcome => _outcome.Task;

    public byte[] Value { get; private set; } = [];

    internal override long Deadline => deadline;

    internal override int GetFrameLength(Connection connection) => FrameHeader.Size + valueLength;

    internal override void WriteFrame(Connection connection, Span<byte> destination, uint opaque)
    {
        destination.Clear();
        new FrameHeader { Magic = Magic.Request, Opcode = Opcode.Noop, BodyLength = valueLength, Opaque = opaque }.Write(destination);
    }

    internal override void OnResponse(Connection connection, in ResponseFrame frame)
    {
        Value = frame.Value.ToArray();
        _outcome.SetResult($"answered {frame.Status}");
    }

    internal override void OnTimeout(Connection connection) => _outcome.SetResult("timed out");

    internal override void OnConnectionLost(Connection connection, Exception cause) => _outcome.SetResult($"lost: {cause.Message}");
}
