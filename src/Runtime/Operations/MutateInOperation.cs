using System.Buffers.Binary;
using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>Up to 16 changes inside one document, all or none of them.</summary>
internal sealed class MutateInOperation : WriteOperation<MutateInResult>
{
    // In a successful answer: index (1 byte), status (2 bytes), length (4 bytes) before each value.
    private const int EntryHeader = 7;

    private SpecOrder _order;

    public static MutateInOperation Create(
        CollectionAddress collection,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<MutateSpec> specs,
        in MutateInOptions options,
        uint? expiry,
        in RequestLimits limits,
        CancellationToken cancellationToken)
    {
        var order = SpecOrder.Of(specs);
        var flags = FlagsOf(options);
        var operation = OperationPool<MutateInOperation>.Rent();
        try
        {
            operation.Begin(collection, limits, cancellationToken);
            operation.Opcode = Opcode.SubdocMultiMutation;
            operation.OperationName = "MutateIn";
            operation.Cas = options.Cas.Value;
            operation._order = order;

            // Without an expiry the server would take the document's away; an insert finds none.
            operation.WriteFramingExtras(options.Durability, preserveExpiry: expiry is null && options.StoreSemantics != StoreSemantics.Insert);
            SubdocSpecs.WriteExtras(operation.Body, expiry, flags);
            operation.EndExtras(key);
            for (var i = 0; i < order.Count; i++)
                operation.Write(specs[order.CallerPlaceOf(i)]);

            if (options.CreateAsDeleted)
                operation.RequiredFeatures = operation.RequiredFeatures.With(HelloFeature.SubdocCreateAsDeleted);

            operation.CheckLength();
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
        if (frame.Status is Status.Success or Status.SubdocSuccessDeleted)
            Succeed(new MutateInResult(new Cas(frame.Header.Cas), MutationFrame.ReadToken(this, frame), ReadValues(frame.Value)));
        else
            Fail(SubdocErrors.Of(this, frame, Body.Written[^ValueLength..]));
    }

    protected override void Recycle() => OperationPool<MutateInOperation>.Return(this);

    private static SubdocDocumentFlags FlagsOf(in MutateInOptions options)
    {
        if (options.StoreSemantics != StoreSemantics.Replace && !options.Cas.IsNone)
            throw new InvalidArgumentException($"{options.StoreSemantics} may make the document, so there is no version to demand with Cas.");

        if (options.CreateAsDeleted && options.StoreSemantics == StoreSemantics.Replace)
            throw new InvalidArgumentException("CreateAsDeleted makes a document, so it needs the store semantics Insert or Upsert.");

        if (options.ReviveDocument && (!options.AccessDeleted || options.CreateAsDeleted))
            throw new InvalidArgumentException("ReviveDocument is about a deleted document: it needs AccessDeleted and excludes CreateAsDeleted.");

        return options.StoreSemantics switch
        {
            StoreSemantics.Replace => SubdocDocumentFlags.None,
            StoreSemantics.Upsert => SubdocDocumentFlags.CreateDocument,
            StoreSemantics.Insert => SubdocDocumentFlags.AddDocument,
            _ => throw new InvalidArgumentException($"{options.StoreSemantics} are no store semantics."),
        }
        | (options.AccessDeleted ? SubdocDocumentFlags.AccessDeleted : SubdocDocumentFlags.None)
        | (options.CreateAsDeleted ? SubdocDocumentFlags.CreateAsDeleted : SubdocDocumentFlags.None)
        | (options.ReviveDocument ? SubdocDocumentFlags.ReviveDocument : SubdocDocumentFlags.None);
    }

    private void Write(in MutateSpec spec)
    {
        RequiredFeatures = RequiredFeatures.With(SubdocFeatures.Of(spec.Flags));
        if (spec.Opcode == Opcode.SubdocReplaceBodyWithXattr)
            RequiredFeatures = RequiredFeatures.With(HelloFeature.SubdocReplaceBodyWithXattr);

        SubdocSpecs.Write(Body, spec);
    }

    private void CheckLength()
    {
        if (ValueLength > ProtocolLimits.MaxValueLength)
        {
            throw new ValueTooLargeException(
                $"its changes have {ValueLength} bytes; the server stores at most {ProtocolLimits.MaxValueLength}; nothing was sent",
                RequestErrors.ContextOf(this));
        }
    }

    private byte[]?[] ReadValues(ReadOnlySpan<byte> body)
    {
        var values = new byte[]?[_order.Count];
        while (!body.IsEmpty)
        {
            if (body.Length < EntryHeader
                || body[0] >= _order.Count
                || BinaryPrimitives.ReadUInt32BigEndian(body[3..]) is var length && length > (uint)(body.Length - EntryHeader))
            {
                throw new DecodingFailureException("the change was made, but the answer ends in the middle of a result", RequestErrors.ContextOf(this));
            }

            values[_order.CallerPlaceOf(body[0])] = body.Slice(EntryHeader, (int)length).ToArray();
            body = body[(EntryHeader + (int)length)..];
        }

        return values;
    }
}
