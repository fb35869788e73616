using System.Buffers.Binary;
using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>
/// Operations that answer with a document: get, get-and-touch, get-and-lock, get of a replica. The document is decoded out of the receive
/// buffer, so the result has nothing to dispose. What it becomes is the business of the shape: one path for typed and raw documents.
/// </summary>
internal abstract class ReadOperation<TKey, TDocument, TShape, TResult> : KeyValueOperation<TResult>
    where TDocument : struct
    where TShape : IDocumentShape<TKey, TDocument>
{
    private TKey _key = default!;
    private bool _withExpiry;
    private Projection? _projection;

    // Touching and locking change the server's state.
    public override bool IsIdempotent => Opcode is Opcode.Get or Opcode.GetReplica or Opcode.SubdocMultiLookup;

    protected void BeginRead(CollectionAddress collection, TKey key, ReadOnlySpan<byte> utf8Key, in ReadRequest request, CancellationToken token)
    {
        Begin(collection, request.Limits, token);
        _key = key;
        _withExpiry = request.WithExpiry;
        _projection = request.Projection;
        var isProjected = _projection?.FitsBeside(_withExpiry ? 1 : 0) ?? false;
        Opcode = _withExpiry || isProjected ? Opcode.SubdocMultiLookup : request.Opcode;
        OperationName = request.Name;
        Copy = request.Copy;
        EndFramingExtras();
        if (request.Extra is { } value)
        {
            BinaryPrimitives.WriteUInt32BigEndian(Body.GetSpan(4), value);
            Body.Advance(4);
        }

        EndExtras(utf8Key);
        if (_withExpiry)
        {
            RequiredFeatures = FeatureSet.Of(HelloFeature.Xattr);
            SubdocSpecs.WriteExpiry(Body);
        }

        if (isProjected)
        {
            _projection!.Write(Body);
        }
        else if (_withExpiry)
        {
            SubdocSpecs.Write(Body, Opcode.SubdocGet, SubdocPathFlags.Xattr, "$document.flags"u8);
            SubdocSpecs.Write(Body, Opcode.Get, SubdocPathFlags.None, []);
        }
    }

    /// <summary>Decodes a successful answer.</summary>
    protected TDocument Decode(in ResponseFrame frame)
    {
        var cas = new Cas(frame.Header.Cas);
        if (Opcode == Opcode.SubdocMultiLookup)
            return DecodeLookup(frame, cas);

        uint? flags = frame.Extras.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(frame.Extras) : null;
        return Decode(new StoredValue(frame.Value, flags, (frame.Header.DataType & DataType.Json) != 0, cas, null));
    }

    private TDocument DecodeLookup(in ResponseFrame frame, Cas cas)
    {
        var answers = new LookupAnswers(this, frame.Value);
        var expiry = _withExpiry ? answers.TakeExpiry() : null;
        if (_projection?.FitsBeside(_withExpiry ? 1 : 0) ?? false)
        {
            // The server looks for paths in nothing but JSON.
            return TShape.Decode(this, _key, new StoredValue(_projection.Assemble(ref answers), CommonFlags.Json, isJson: true, cas, expiry));
        }

        var flags = answers.TakeNumber();
        var value = answers.TakeValue();
        return Decode(new StoredValue(value, flags, CommonFlags.FormatOf(flags) is CommonFlags.JsonFormat, cas, expiry));
    }

    private TDocument Decode(in StoredValue stored) => _projection is null
        ? TShape.Decode(this, _key, stored)
        : TShape.Decode(
            this, _key, new StoredValue(_projection.Apply(stored.Bytes, this), stored.Flags, stored.IsJson, stored.Cas, stored.Expiry));

    /// <summary>Whether the answer has a document; a lookup may have one although a path has failed.</summary>
    protected bool IsDocument(Status status) =>
        status == Status.Success || (status == Status.SubdocMultiPathFailure && Opcode == Opcode.SubdocMultiLookup);
}

/// <summary>A read with everything resolved.</summary>
/// <param name="Opcode">The command.</param>
/// <param name="Name">The operation as its caller knows it.</param>
/// <param name="Limits">Time-out and retries.</param>
/// <param name="Extra">The one number that get-and-touch (expiry) and get-and-lock (seconds) carry.</param>
/// <param name="WithExpiry">Whether the expiry is read along, by a lookup.</param>
/// <param name="Copy">0 for the active copy, n for the n-th replica.</param>
/// <param name="Projection">What is left of the document; null for all of it.</param>
internal readonly record struct ReadRequest(
    Opcode Opcode,
    string Name,
    RequestLimits Limits,
    uint? Extra = null,
    bool WithExpiry = false,
    int Copy = 0,
    Projection? Projection = null);

/// <summary>A read for which a miss is an error.</summary>
internal sealed class GetOperation<TKey, TDocument, TShape> : ReadOperation<TKey, TDocument, TShape, TDocument>
    where TDocument : struct
    where TShape : IDocumentShape<TKey, TDocument>
{
    public static GetOperation<TKey, TDocument, TShape> Create(
        CollectionAddress collection, TKey key, ReadOnlySpan<byte> utf8Key, in ReadRequest request, CancellationToken token)
    {
        var operation = OperationPool<GetOperation<TKey, TDocument, TShape>>.Rent();
        operation.BeginRead(collection, key, utf8Key, request, token);
        return operation;
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (IsDocument(frame.Status))
            Succeed(Decode(frame));
        else
            Fail(StatusErrors.For(this, frame.Status));
    }

    protected override void Recycle() => OperationPool<GetOperation<TKey, TDocument, TShape>>.Return(this);
}

/// <summary>A read for which a miss is a result: no exception is made.</summary>
internal sealed class FindOperation<TKey, TDocument, TShape> : ReadOperation<TKey, TDocument, TShape, TDocument?>
    where TDocument : struct
    where TShape : IDocumentShape<TKey, TDocument>
{
    public static FindOperation<TKey, TDocument, TShape> Create(
        CollectionAddress collection, TKey key, ReadOnlySpan<byte> utf8Key, in ReadRequest request, CancellationToken token)
    {
        var operation = OperationPool<FindOperation<TKey, TDocument, TShape>>.Rent();
        operation.BeginRead(collection, key, utf8Key, request, token);
        return operation;
    }

    protected override void Complete(Connection connection, in ResponseFrame frame)
    {
        if (IsDocument(frame.Status))
            Succeed(Decode(frame));
        else if (frame.Status == Status.KeyNotFound)
            Succeed(null);
        else
            Fail(StatusErrors.For(this, frame.Status));
    }

    protected override void Recycle() => OperationPool<FindOperation<TKey, TDocument, TShape>>.Return(this);
}
