using Settee.Dispatch;
using Settee.Documents;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>A lookup of fields, whose values are decoded out of the receive buffer: nothing is allocated but what they need.</summary>
internal sealed class FieldLookupOperation<TDocument, TValue, TFields> : KeyValueOperation<LookupResult<TValue>>
    where TDocument : IDocument<TDocument>
    where TFields : struct, IFieldTuple<TDocument, TValue>
{
    private TFields _fields;
    private bool _withExpiry;

    public override bool IsIdempotent => true;

    public static FieldLookupOperation<TDocument, TValue, TFields> Create(
        CollectionAddress collection,
        ReadOnlySpan<byte> key,
        in TFields fields,
        bool withExpiry,
        in RequestLimits limits,
        CancellationToken cancellationToken)
    {
        var operation = OperationPool<FieldLookupOperation<TDocument, TValue, TFields>>.Rent();
        try
        {
            operation.Begin(collection, limits, cancellationToken);
            operation.Opcode = Opcode.SubdocMultiLookup;
            operation.OperationName = "Lookup";
            operation._fields = fields;
            operation._withExpiry = withExpiry;
            operation.EndFramingExtras();
            operation.EndExtras(key);
            if (withExpiry)
            {
                operation.RequiredFeatures = FeatureSet.Of(HelloFeature.Xattr);
                SubdocSpecs.WriteExpiry(operation.Body);
            }

            fields.Write(new FieldQuestionWriter(operation.Body));
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

        var answers = new LookupAnswers(this, frame.Value);
        var expiry = _withExpiry ? answers.TakeExpiry() : null;
        Succeed(new LookupResult<TValue>(_fields.Read(ref answers), new Cas(frame.Header.Cas), expiry));
    }

    protected override void Recycle()
    {
        _fields = default;
        OperationPool<FieldLookupOperation<TDocument, TValue, TFields>>.Return(this);
    }
}
