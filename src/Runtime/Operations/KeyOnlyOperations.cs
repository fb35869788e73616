using System.Buffers.Binary;
using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>Asks for the metadata of a document to learn whether it exists; a deleted one still has metadata.</summary>
internal sealed class ExistsOperation : KeyValueOperation<bool>
{
    // Version of the answer that includes the data type.
    private const byte MetaVersion = 2;

    public override bool IsIdempotent => true;

    public static ExistsOperation Create(CollectionAddress collection, ReadOnlySpan<byte> key, in RequestLimits limits, CancellationToken token)
    {
        var operation = OperationPool<ExistsOperation>.Rent();
        operation.Begin(collection, limits, token);
        operation.Opcode = Opcode.GetMeta;
        operation.OperationName = "Exists";
        operation.EndFramingExtras();
        operation.Body.Write([MetaVersion]);
        operation.EndExtras(key);
        return operation;
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (frame.Status == Status.Success)
            Succeed(frame.Extras.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(frame.Extras) == 0);
        else if (frame.Status == Status.KeyNotFound)
            Succeed(false);
        else
            Fail(StatusErrors.For(this, frame.Status));
    }

    protected override void Recycle() => OperationPool<ExistsOperation>.Return(this);
}

/// <summary>Sets the expiry of a document.</summary>
internal sealed class TouchOperation : KeyValueOperation<Cas>
{
    public override bool IsIdempotent => false;

    public static TouchOperation Create(CollectionAddress collection, ReadOnlySpan<byte> key, uint expiry, in RequestLimits limits, CancellationToken token)
    {
        var operation = OperationPool<TouchOperation>.Rent();
        operation.Begin(collection, limits, token);
        operation.Opcode = Opcode.Touch;
        operation.OperationName = "Touch";
        operation.EndFramingExtras();
        BinaryPrimitives.WriteUInt32BigEndian(operation.Body.GetSpan(4), expiry);
        operation.Body.Advance(4);
        operation.EndExtras(key);
        return operation;
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (frame.Status == Status.Success)
            Succeed(new Cas(frame.Header.Cas));
        else
            Fail(StatusErrors.For(this, frame.Status));
    }

    protected override void Recycle() => OperationPool<TouchOperation>.Return(this);
}

/// <summary>Gives a locked document free.</summary>
internal sealed class UnlockOperation : KeyValueOperation<bool>
{
    public override bool IsIdempotent => false;

    public static UnlockOperation Create(CollectionAddress collection, ReadOnlySpan<byte> key, Cas cas, in RequestLimits limits, CancellationToken token)
    {
        var operation = OperationPool<UnlockOperation>.Rent();
        operation.Begin(collection, limits, token);
        operation.Opcode = Opcode.Unlock;
        operation.OperationName = "Unlock";
        operation.Cas = cas.Value;
        operation.EndFramingExtras();
        operation.EndExtras(key);
        return operation;
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (frame.Status == Status.Success)
            Succeed(true);
        else
            Fail(StatusErrors.For(this, frame.Status));
    }

    protected override void Recycle() => OperationPool<UnlockOperation>.Return(this);
}
