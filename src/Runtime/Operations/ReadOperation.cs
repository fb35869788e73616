using System.Buffers.Binary;
using System.Text.Json;
using Settee.Dispatch;
using Settee.Documents;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>
/// Operations that answer with a document: get, get-and-touch, get-and-lock. The document is decoded out of the receive buffer, so the
/// result has nothing to dispose.
/// </summary>
internal abstract class ReadOperation<T, TResult> : KeyValueOperation<TResult>
    where T : IDocument<T>
{
    private const uint FormatMask = 0xff00_0000;

    private DocumentKey<T> _key;

    // Touching and locking change the server's state.
    public override bool IsIdempotent => Opcode == Opcode.Get;

    protected void BeginRead(Opcode opcode, string name, CollectionAddress collection, in DocumentKey<T> key, in RequestLimits limits, CancellationToken token)
    {
        Begin(collection, limits, token);
        Opcode = opcode;
        OperationName = name;
        _key = key;
        EndFramingExtras();
    }

    /// <summary>Writes the one number that get-and-touch (expiry) and get-and-lock (seconds) carry, then the key.</summary>
    protected void EndRead(uint? extra = null)
    {
        if (extra is { } value)
        {
            BinaryPrimitives.WriteUInt32BigEndian(Body.GetSpan(4), value);
            Body.Advance(4);
        }

        EndExtras(_key.Utf8);
    }

    protected Document<T> Decode(in ResponseFrame frame)
    {
        var cas = new Cas(frame.Header.Cas);
        if (frame.Extras.Length >= 4)
        {
            var format = BinaryPrimitives.ReadUInt32BigEndian(frame.Extras) & FormatMask;
            if (format is CommonFlags.Binary or CommonFlags.String)
                throw Undecodable($"the stored document is no JSON but {(format == CommonFlags.String ? "a bare string" : "binary")}", null);
        }

        try
        {
            var reader = new JsonReader(frame.Value);
            var value = T.Read(ref reader, new DocumentMetadata<T>(_key, cas, null));
            return value is not null
                ? new Document<T>(value, _key, cas)
                : throw Undecodable($"the stored JSON is null, which is no {typeof(T).Name}", null);
        }
        catch (JsonException e)
        {
            throw Undecodable($"the stored JSON cannot be read as {typeof(T).Name}: {e.Message}", e);
        }
    }

    private DecodingFailureException Undecodable(string problem, Exception? cause) => new(problem, RequestErrors.ContextOf(this), cause);
}

/// <summary>A read for which a miss is an error.</summary>
internal sealed class GetOperation<T> : ReadOperation<T, Document<T>>
    where T : IDocument<T>
{
    public static GetOperation<T> Get(CollectionAddress collection, in DocumentKey<T> key, in RequestLimits limits, CancellationToken token)
    {
        var operation = OperationPool<GetOperation<T>>.Rent();
        operation.BeginRead(Opcode.Get, "Get", collection, key, limits, token);
        operation.EndRead();
        return operation;
    }

    public static GetOperation<T> GetAndTouch(CollectionAddress collection, in DocumentKey<T> key, uint expiry, in RequestLimits limits, CancellationToken token)
    {
        var operation = OperationPool<GetOperation<T>>.Rent();
        operation.BeginRead(Opcode.GetAndTouch, "GetAndTouch", collection, key, limits, token);
        operation.EndRead(expiry);
        return operation;
    }

    public static GetOperation<T> GetAndLock(CollectionAddress collection, in DocumentKey<T> key, uint seconds, in RequestLimits limits, CancellationToken token)
    {
        var operation = OperationPool<GetOperation<T>>.Rent();
        operation.BeginRead(Opcode.GetLocked, "GetAndLock", collection, key, limits, token);
        operation.EndRead(seconds);
        return operation;
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (frame.Status == Status.Success)
            Succeed(Decode(frame));
        else
            Fail(StatusErrors.For(this, frame.Status));
    }

    protected override void Recycle() => OperationPool<GetOperation<T>>.Return(this);
}

/// <summary>A read for which a miss is a result: no exception is made.</summary>
internal sealed class FindOperation<T> : ReadOperation<T, Document<T>?>
    where T : IDocument<T>
{
    public static FindOperation<T> Find(CollectionAddress collection, in DocumentKey<T> key, in RequestLimits limits, CancellationToken token)
    {
        var operation = OperationPool<FindOperation<T>>.Rent();
        operation.BeginRead(Opcode.Get, "Find", collection, key, limits, token);
        operation.EndRead();
        return operation;
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (frame.Status == Status.Success)
            Succeed(Decode(frame));
        else if (frame.Status == Status.KeyNotFound)
            Succeed(null);
        else
            Fail(StatusErrors.For(this, frame.Status));
    }

    protected override void Recycle() => OperationPool<FindOperation<T>>.Return(this);
}
