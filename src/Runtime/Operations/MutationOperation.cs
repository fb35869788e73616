using System.Buffers.Binary;
using Settee.Dispatch;
using Settee.Documents;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>Insert, upsert, replace and remove: everything that answers with a CAS and a mutation token.</summary>
internal class MutationOperation : KeyValueOperation<MutationResult>
{
    private const int TokenLength = 16;

    public override bool IsIdempotent => false;

    /// <summary>A write of a whole document.</summary>
    public static MutationOperation Store<T>(CollectionAddress collection, in StoreRequest<T> request, CancellationToken cancellationToken)
        where T : IDocument<T>
    {
        var operation = OperationPool<MutationOperation>.Rent();
        try
        {
            operation.Begin(collection, request.Limits, cancellationToken);
            operation.Opcode = request.Opcode;
            operation.OperationName = request.Name;
            operation.Cas = request.Cas.Value;
            operation.DataType = DataType.Json;
            operation.WriteFramingExtras(request.Durability, request.PreserveExpiry);

            var extras = operation.Body.GetSpan(8);
            BinaryPrimitives.WriteUInt32BigEndian(extras, CommonFlags.Json);
            BinaryPrimitives.WriteUInt32BigEndian(extras[4..], request.Expiry);
            operation.Body.Advance(8);
            operation.EndExtras(request.Key.Utf8);
            operation.WriteDocument(request.Document);
            return operation;
        }
        catch
        {
            operation.Abandon();
            throw;
        }
    }

    public static MutationOperation Remove<T>(
        CollectionAddress collection, DocumentKey<T> key, Cas cas, Durability durability, in RequestLimits limits, CancellationToken cancellationToken)
        where T : IDocument<T>
    {
        var operation = OperationPool<MutationOperation>.Rent();
        operation.Begin(collection, limits, cancellationToken);
        operation.Opcode = Opcode.Delete;
        operation.OperationName = "Remove";
        operation.Cas = cas.Value;
        operation.WriteFramingExtras(durability, preserveExpiry: false);
        operation.EndExtras(key.Utf8);
        return operation;
    }

    /// <summary>Writes durability and preserve-TTL and notes the feature that they need.</summary>
    protected void WriteFramingExtras(Durability durability, bool preserveExpiry)
    {
        MutationFrame.WriteDurability(Body, durability, Timeout);
        if (preserveExpiry)
            MutationFrame.WritePreserveTtl(Body);

        RequiredFeature = durability != Durability.None ? HelloFeature.SyncReplication
            : preserveExpiry ? HelloFeature.PreserveTtl
            : null;
        EndFramingExtras();
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (frame.Status == Status.Success)
            Succeed(ReadResult(frame));
        else
            Fail(StatusErrors.For(this, frame.Status));
    }

    protected MutationResult ReadResult(in ResponseFrame frame)
    {
        MutationToken? token = frame.Extras.Length >= TokenLength
            ? new MutationToken(
                Collection.Dispatcher.BucketName,
                VBucket,
                BinaryPrimitives.ReadUInt64BigEndian(frame.Extras),
                BinaryPrimitives.ReadUInt64BigEndian(frame.Extras[8..]))
            : null;
        return new MutationResult(new Cas(frame.Header.Cas), token);
    }

    protected override void Recycle() => OperationPool<MutationOperation>.Return(this);

    private void WriteDocument<T>(T document)
        where T : IDocument<T>
    {
        try
        {
            var writer = new JsonWriter(Body);
            T.Write(ref writer, document);
            writer.Flush();
        }
        catch (Exception e) when (e is not CouchbaseException)
        {
            throw new EncodingFailureException($"the {typeof(T).Name} cannot be written as JSON: {e.Message}", RequestErrors.ContextOf(this), e);
        }

        if (ValueLength > ProtocolLimits.MaxValueLength)
        {
            throw new ValueTooLargeException(
                $"its JSON has {ValueLength} bytes; the server stores at most {ProtocolLimits.MaxValueLength}; nothing was sent",
                RequestErrors.ContextOf(this));
        }
    }
}

/// <summary>A write of a whole document with everything resolved: options, defaults, metadata.</summary>
internal readonly record struct StoreRequest<T>(
    Opcode Opcode,
    string Name,
    T Document,
    DocumentKey<T> Key,
    Cas Cas,
    uint Expiry,
    bool PreserveExpiry,
    Durability Durability,
    RequestLimits Limits)
    where T : IDocument<T>;
