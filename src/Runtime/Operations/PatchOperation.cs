using Settee.Dispatch;
using Settee.Documents;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>A patch: up to 16 changes inside one document, all or none of them.</summary>
internal sealed class PatchOperation : MutationOperation
{
    private readonly PatchBuilder _patch = new();

    public static PatchOperation Create<TPatch>(
        CollectionAddress collection,
        ReadOnlySpan<byte> key,
        Action<TPatch> patch,
        in PatchOptions options,
        uint? expiry,
        in RequestLimits limits,
        CancellationToken cancellationToken)
        where TPatch : struct, IDocumentPatch<TPatch>, allows ref struct
    {
        var operation = OperationPool<PatchOperation>.Rent();
        try
        {
            operation.Begin(collection, limits, cancellationToken);
            operation.Opcode = Opcode.SubdocMultiMutation;
            operation.OperationName = "Patch";
            operation.Cas = options.Cas.Value;

            // Without an expiry the server would take the document's away.
            operation.WriteFramingExtras(options.Durability, preserveExpiry: expiry is null);
            SubdocSpecs.WriteExtras(operation.Body, expiry, options.CreateIfMissing ? SubdocDocumentFlags.CreateDocument : SubdocDocumentFlags.None);
            operation.EndExtras(key);
            operation._patch.Reset();
            patch(TPatch.Over(operation._patch));
            operation.Body.Write(operation._patch.Specs);
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
        if (frame.Status == Status.SubdocMultiPathFailure)
            Fail(SubdocErrors.Of(this, frame, Body.Written[^ValueLength..]));
        else
            base.Complete(connection, frame);
    }

    protected override void Recycle() => OperationPool<PatchOperation>.Return(this);
}
