using Settee.Wire;

namespace Settee.Transport;

/// <summary>
/// Sends the few commands that are about the connection itself (handshake, configuration, collection ids). Requests made one after
/// another without awaiting are pipelined: they leave in that order.
/// </summary>
internal interface IControlChannel
{
    ValueTask<ControlResponse> RequestAsync(ControlRequest request, CancellationToken cancellationToken);
}

/// <summary>A command outside the document operations.</summary>
internal readonly record struct ControlRequest(
    Opcode Opcode,
    ReadOnlyMemory<byte> Key = default,
    ReadOnlyMemory<byte> Extras = default,
    ReadOnlyMemory<byte> Value = default,
    ushort VBucket = 0,
    DataType DataType = DataType.Raw);

/// <summary>The answer to a <see cref="ControlRequest"/>, copied out of the receive buffer.</summary>
internal sealed record ControlResponse(Status Status, DataType DataType, ulong Cas, byte[] Extras, byte[] Key, byte[] Value);
