using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>Up to 16 questions about parts of one document.</summary>
internal sealed class LookupInOperation : KeyValueOperation<LookupInResult>
{
    private SpecOrder _order;

    public override bool IsIdempotent => true;

    public static LookupInOperation Create(
        CollectionAddress collection,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<LookupSpec> specs,
        SubdocDocumentFlags flags,
        in RequestLimits limits,
        CancellationToken cancellationToken,
        int copy = 0)
    {
        var order = SpecOrder.Of(specs);
        var operation = OperationPool<LookupInOperation>.Rent();
        try
        {
            operation.Begin(collection, limits, cancellationToken);
            operation.Opcode = Opcode.SubdocMultiLookup;
            operation.OperationName = "LookupIn";
            operation.Copy = copy;
            operation._order = order;
            operation.EndFramingExtras();
            if (flags != SubdocDocumentFlags.None)
                operation.Body.Write([(byte)flags]);

            operation.EndExtras(key);
            for (var i = 0; i < order.Count; i++)
            {
                ref readonly var spec = ref specs[order.CallerPlaceOf(i)];
                operation.RequiredFeatures = operation.RequiredFeatures.With(SubdocFeatures.Of(spec.Flags));
                SubdocSpecs.Write(operation.Body, spec);
            }

            if ((flags & SubdocDocumentFlags.ReplicaRead) != 0)
                operation.RequiredFeatures = operation.RequiredFeatures.With(HelloFeature.SubdocReplicaRead);

            return operation;
        }
        catch
        {
            operation.Abandon();
            throw;
        }
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (!LookupAnswers.AreIn(frame))
        {
            Fail(StatusErrors.For(this, frame.Status));
            return;
        }

        var body = frame.Value.ToArray();
        var entries = new LookupEntry[_order.Count];
        var specs = Body.Written[^ValueLength..];
        OperationContext? context = null;
        var answers = new LookupAnswers(this, body);
        for (var place = 0; place < entries.Length; place++)
        {
            var status = answers.Take(out var value);
            string? path = null;
            if (status != Status.Success)
            {
                context ??= RequestErrors.ContextOf(this);
                path = SubdocSpecs.PathAt(specs, place, mutation: false);
            }

            var isExists = SubdocSpecs.OpcodeAt(specs, place) == Opcode.SubdocExists;
            entries[_order.CallerPlaceOf(place)] = new LookupEntry(status, answers.Offset, value.Length, isExists, path);
        }

        var isDeleted = frame.Status is Status.SubdocSuccessDeleted or Status.SubdocMultiPathFailureDeleted;
        Succeed(new LookupInResult(new Cas(frame.Header.Cas), isDeleted, body, entries, context));
    }

    protected override void Recycle() => OperationPool<LookupInOperation>.Return(this);
}
