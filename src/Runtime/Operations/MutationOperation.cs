using System.Buffers.Binary;
using Settee.Dispatch;
using Settee.Documents;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>Insert, upsert, replace, remove, append and prepend: everything that answers with a CAS and a mutation token.</summary>
internal class MutationOperation : WriteOperation<MutationResult>
{
    /// <summary>A write of a document of a generated type.</summary>
    public static MutationOperation Store<T>(
        CollectionAddress collection, ReadOnlySpan<byte> key, in StoreRequest request, T document, CancellationToken cancellationToken)
        where T : IDocument<T>
    {
        var operation = OperationPool<MutationOperation>.Rent();
        try
        {
            operation.BeginStore(collection, key, request, CommonFlags.Json, cancellationToken);
            operation.WriteDocument(document);
            return operation;
        }
        catch
        {
            operation.Abandon();
            throw;
        }
    }

    /// <summary>A write of a value as it is.</summary>
    public static MutationOperation Store(
        CollectionAddress collection, ReadOnlySpan<byte> key, in StoreRequest request, in RawValue value, CancellationToken cancellationToken)
    {
        var operation = OperationPool<MutationOperation>.Rent();
        try
        {
            operation.BeginStore(collection, key, request, value.Flags, cancellationToken);
            value.WriteTo(operation.Body);
            operation.CheckValueLength("the value");
            return operation;
        }
        catch
        {
            operation.Abandon();
            throw;
        }
    }

    /// <summary>Append or prepend: bytes joined to a value that is there, whose flags and expiry stay.</summary>
    public static MutationOperation Extend(
        CollectionAddress collection, ReadOnlySpan<byte> key, in StoreRequest request, ReadOnlySpan<byte> bytes, CancellationToken cancellationToken)
    {
        var operation = OperationPool<MutationOperation>.Rent();
        try
        {
            operation.BeginMutation(collection, request, cancellationToken);
            operation.EndExtras(key);
            operation.Body.Write(bytes);
            operation.CheckValueLength("the value");
            return operation;
        }
        catch
        {
            operation.Abandon();
            throw;
        }
    }

    public static MutationOperation Remove(
        CollectionAddress collection, ReadOnlySpan<byte> key, Cas cas, Durability durability, in RequestLimits limits, CancellationToken cancellationToken)
    {
        var operation = OperationPool<MutationOperation>.Rent();
        operation.BeginMutation(collection, new StoreRequest(Opcode.Delete, "Remove", cas, 0, false, durability, limits), cancellationToken);
        operation.EndExtras(key);
        return operation;
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (frame.Status == Status.Success)
            Succeed(new MutationResult(new Cas(frame.Header.Cas), MutationFrame.ReadToken(this, frame)));
        else
            Fail(StatusErrors.For(this, frame.Status));
    }

    protected override void Recycle() => OperationPool<MutationOperation>.Return(this);

    private void BeginMutation(CollectionAddress collection, in StoreRequest request, CancellationToken cancellationToken)
    {
        Begin(collection, request.Limits, cancellationToken);
        Opcode = request.Opcode;
        OperationName = request.Name;
        Cas = request.Cas.Value;
        WriteFramingExtras(request.Durability, request.PreserveExpiry);
    }

    private void BeginStore(
        CollectionAddress collection, ReadOnlySpan<byte> key, in StoreRequest request, uint flags, CancellationToken cancellationToken)
    {
        BeginMutation(collection, request, cancellationToken);
        DataType = CommonFlags.FormatOf(flags) == CommonFlags.JsonFormat ? DataType.Json : DataType.Raw;
        var extras = Body.GetSpan(8);
        BinaryPrimitives.WriteUInt32BigEndian(extras, flags);
        BinaryPrimitives.WriteUInt32BigEndian(extras[4..], request.Expiry);
        Body.Advance(8);
        EndExtras(key);
    }

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

        CheckValueLength("its JSON");
    }

    private void CheckValueLength(string what)
    {
        if (ValueLength > ProtocolLimits.MaxValueLength)
        {
            throw new ValueTooLargeException(
                $"{what} has {ValueLength} bytes; the server stores at most {ProtocolLimits.MaxValueLength}; nothing was sent",
                RequestErrors.ContextOf(this));
        }
    }
}

/// <summary>A write of a whole value with everything resolved: options, defaults, metadata.</summary>
internal readonly record struct StoreRequest(
    Opcode Opcode, string Name, Cas Cas, uint Expiry, bool PreserveExpiry, Durability Durability, RequestLimits Limits);
