using System.Buffers.Binary;
using System.Text;
using Settee.Dispatch;
using Settee.Documents;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>A patch: up to 16 changes inside one document, all or none of them.</summary>
internal sealed class PatchOperation : MutationOperation
{
    // In a spec of the request: command, flags, length of the path, length of the value.
    private const int SpecHeader = 8;

    private readonly PatchBuilder _patch = new();

    public static PatchOperation Create<T, TPatch>(
        CollectionAddress collection,
        in DocumentKey<T> key,
        Action<TPatch> patch,
        in PatchOptions options,
        uint? expiry,
        in RequestLimits limits,
        CancellationToken cancellationToken)
        where T : IDocument<T>
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
            operation.WriteExtras(expiry, options.CreateIfMissing ? SubdocDocumentFlags.CreateDocument : SubdocDocumentFlags.None);
            operation.EndExtras(key.Utf8);
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
        // Index of the failed change (one byte) and its status.
        if (frame.Status == Status.SubdocMultiPathFailure && frame.Value.Length >= 3)
        {
            var status = (Status)BinaryPrimitives.ReadUInt16BigEndian(frame.Value[1..]);
            Fail(StatusErrors.ForPath(status, PathOf(frame.Value[0]), RequestErrors.ContextOf(this)) ?? StatusErrors.For(this, status));
            return;
        }

        base.Complete(connection, frame);
    }

    protected override void Recycle() => OperationPool<PatchOperation>.Return(this);

    private void WriteExtras(uint? expiry, SubdocDocumentFlags flags)
    {
        if (expiry is { } seconds)
        {
            BinaryPrimitives.WriteUInt32BigEndian(Body.GetSpan(4), seconds);
            Body.Advance(4);
        }

        if (flags != SubdocDocumentFlags.None)
            Body.Write([(byte)flags]);
    }

    private string? PathOf(int index)
    {
        var specs = Body.Written[^ValueLength..];
        for (var i = 0; specs.Length >= SpecHeader; i++)
        {
            var pathLength = BinaryPrimitives.ReadUInt16BigEndian(specs[2..]);
            if (i == index)
                return Encoding.UTF8.GetString(specs.Slice(SpecHeader, pathLength));

            specs = specs[(SpecHeader + pathLength + BinaryPrimitives.ReadInt32BigEndian(specs[4..]))..];
        }

        return null;
    }
}
