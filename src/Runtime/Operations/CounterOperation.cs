using System.Buffers.Binary;
using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>Adds to or subtracts from a counter document.</summary>
internal sealed class CounterOperation : WriteOperation<CounterResult>
{
    // The expiry that means: fail when there is no counter yet.
    private const uint DoNotCreate = uint.MaxValue;

    public static CounterOperation Create(
        CollectionAddress collection, ReadOnlySpan<byte> key, in StoreRequest request, ulong delta, ulong? initial, CancellationToken cancellationToken)
    {
        var operation = OperationPool<CounterOperation>.Rent();
        operation.Begin(collection, request.Limits, cancellationToken);
        operation.Opcode = request.Opcode;
        operation.OperationName = request.Name;
        operation.WriteFramingExtras(request.Durability, request.PreserveExpiry);
        var extras = operation.Body.GetSpan(20);
        BinaryPrimitives.WriteUInt64BigEndian(extras, delta);
        BinaryPrimitives.WriteUInt64BigEndian(extras[8..], initial ?? 0);
        BinaryPrimitives.WriteUInt32BigEndian(extras[16..], initial is null ? DoNotCreate : request.Expiry);
        operation.Body.Advance(20);
        operation.EndExtras(key);
        return operation;
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (frame.Status != Status.Success)
            Fail(StatusErrors.For(this, frame.Status));
        else if (frame.Value.Length < sizeof(ulong))
            Fail(new DecodingFailureException("the answer has no counter value", RequestErrors.ContextOf(this)));
        else
            Succeed(new CounterResult(BinaryPrimitives.ReadUInt64BigEndian(frame.Value), new Cas(frame.Header.Cas), MutationFrame.ReadToken(this, frame)));
    }

    protected override void Recycle() => OperationPool<CounterOperation>.Return(this);
}
