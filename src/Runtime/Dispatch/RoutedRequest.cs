using Settee.Transport;
using Settee.Wire;

namespace Settee.Dispatch;

/// <summary>
/// A request about one document: it knows its key, its collection and its deadline, and can be sent again to another node. The body is
/// kept in the parts of which the frame is made, because the collection id, the vbucket and the opaque are known only when it is sent.
/// </summary>
internal abstract class RoutedRequest : PendingRequest, IOperationSubject
{
    private int _framingExtrasLength;
    private int _extrasLength;
    private int _keyLength;
    private long _deadline;

    // Generous enough for every reason to occur once; the exception shows which did.
    private int _retryReasons;
    private bool _unanswered;
    private bool _lostInFlight;
    private ValueCompression _compression;

    /// <summary>Framing extras, extras, key (without collection prefix) and value, in this order.</summary>
    protected FrameBuffer Body { get; } = new();

    public Opcode Opcode { get; protected set; }

    /// <summary>The name of the operation in errors, as the caller knows it.</summary>
    public string OperationName { get; protected set; } = "";

    public DataType DataType { get; protected set; }

    public ulong Cas { get; protected set; }

    public CollectionAddress Collection { get; private set; } = null!;

    public ushort VBucket { get; set; }

    public TimeSpan Timeout { get; private set; }

    public long StartedAt { get; private set; }

    public RetryStrategy RetryStrategy { get; private set; } = RetryStrategy.BestEffort;

    public CancellationToken CancellationToken { get; private set; }

    public int Attempts { get; private set; }

    public Status? LastStatus { get; private set; }

    public string? LastNode { get; private set; }

    public string? ServerMessage { get; set; }

    /// <summary>The node that said last that it does not own the vbucket.</summary>
    public string? RefusedBy { get; set; }

    /// <summary>What keeps the request from being sent at the moment.</summary>
    public Exception? Obstacle { get; set; }

    /// <summary>Whether the server may have executed an attempt whose answer never came.</summary>
    public bool MayHaveRun => _unanswered || _lostInFlight;

    /// <summary>Whether repeating the request cannot change its effect.</summary>
    public abstract bool IsIdempotent { get; }

    /// <summary>Features without any of which the request must not be sent.</summary>
    public FeatureSet RequiredFeatures { get; protected set; }

    /// <summary>How many replicas of the document must have a node at the moment for the request to make sense.</summary>
    public int RequiredReplicas { get; protected set; }

    /// <summary>Which copy of the document is meant: 0 for the active one, n for the n-th replica.</summary>
    public int Copy { get; protected set; }

    public ReadOnlySpan<byte> Key => Body.Written.Slice(_framingExtrasLength + _extrasLength, _keyLength);

    /// <summary>Everything before the key: what a frame has in front of the collection prefix.</summary>
    private ReadOnlySpan<byte> HeadOfBody => Body.Written[..(_framingExtrasLength + _extrasLength)];

    internal sealed override long Deadline => _deadline;

    /// <summary>Starts a new use of this object.</summary>
    protected void Begin(CollectionAddress collection, in RequestLimits limits, CancellationToken cancellationToken)
    {
        Body.Reset();
        _framingExtrasLength = _extrasLength = _keyLength = 0;
        _retryReasons = 0;
        Collection = collection;
        CancellationToken = cancellationToken;
        Timeout = limits.Timeout;
        RetryStrategy = limits.RetryStrategy;
        StartedAt = collection.Dispatcher.Time.GetTimestamp();
        _deadline = StartedAt + (long)(limits.Timeout.TotalSeconds * collection.Dispatcher.Time.TimestampFrequency);
        Cas = 0;
        DataType = DataType.Raw;
        RequiredFeatures = default;
        RequiredReplicas = 0;
        Copy = 0;
        _compression.Reset();
        Attempts = 0;
        LastStatus = null;
        LastNode = null;
        ServerMessage = null;
        RefusedBy = null;
        Obstacle = null;
        _unanswered = false;
        _lostInFlight = false;
    }

    /// <summary>Everything written so far is framing extras.</summary>
    protected void EndFramingExtras() => _framingExtrasLength = Body.Length;

    /// <summary>Everything written since the framing extras is extras; the key follows and then, up to the end, the value.</summary>
    protected void EndExtras(ReadOnlySpan<byte> key)
    {
        _extrasLength = Body.Length - _framingExtrasLength;
        _keyLength = key.Length;
        Body.Write(key);
    }

    protected int ValueLength => Body.Length - _framingExtrasLength - _extrasLength - _keyLength;

    /// <summary>Compresses the value if this connection takes that and it pays. Called before each send, outside the connection's lock.</summary>
    public void PrepareFor(Connection connection)
    {
        if (Opcode is Opcode.Set or Opcode.Add or Opcode.Replace or Opcode.Append or Opcode.Prepend && connection.Features.Has(HelloFeature.Snappy))
            _compression.Try(Body.Written[^ValueLength..], Collection.Dispatcher.Cluster.Options);
    }

    public IReadOnlyList<RetryReason> RetryReasons =>
        [.. Enum.GetValues<RetryReason>().Where(reason => (_retryReasons & (1 << (int)reason)) != 0)];

    public void NoteRetry(RetryReason reason) => _retryReasons |= 1 << (int)reason;

    public TimeSpan Elapsed => Collection.Dispatcher.Time.GetElapsedTime(StartedAt);

    public TimeSpan Remaining => Timeout - Elapsed;

    OperationContext IOperationSubject.Describe() => RequestErrors.ContextOf(this);

    /// <summary>Ends the request with an error. The caller must own it.</summary>
    public abstract void Fail(Exception error);

    /// <summary>Handles an answer that no rule of dispatch applies to: a result, or an error of this operation.</summary>
    protected abstract void Complete(Connection connection, in ResponseFrame frame);

    internal sealed override int GetFrameLength(Connection connection) => 
        FrameHeader.Size + PrefixLength(connection) + Body.Length + (IsCompressedFor(connection) ? _compression.Value.Length - ValueLength : 0);

    internal sealed override void WriteFrame(Connection connection, Span<byte> destination, uint opaque)
    {
        // Attempts are counted here, under the connection's lock, because the answer may arrive before the sender continues.
        Attempts++;
        _unanswered = true;
        LastNode = connection.RemoteName;
        var prefix = PrefixLength(connection);
        var compressed = IsCompressedFor(connection);
        var dataType = connection.Features.Has(HelloFeature.Json) ? DataType : DataType.Raw;
        new FrameHeader
        {
            Magic = _framingExtrasLength > 0 ? Magic.FlexibleRequest : Magic.Request,
            Opcode = Opcode,
            FramingExtrasLength = _framingExtrasLength,
            ExtrasLength = _extrasLength,
            KeyLength = prefix + _keyLength,
            DataType = compressed ? dataType | DataType.Snappy : dataType,
            VBucketOrStatus = VBucket,
            BodyLength = destination.Length - FrameHeader.Size,
            Opaque = opaque,
            Cas = Cas,
        }.Write(destination);

        var body = destination[FrameHeader.Size..];
        var head = HeadOfBody;
        head.CopyTo(body);
        body = body[head.Length..];
        if (prefix > 0)
            body = body[Leb128.Write(body, Collection.Id!.Value)..];

        if (!compressed)
        {
            Body.Written[head.Length..].CopyTo(body);
            return;
        }

        Key.CopyTo(body);
        _compression.Value.CopyTo(body[_keyLength..]);
    }

    internal sealed override void OnResponse(Connection connection, in ResponseFrame frame)
    {
        // An answer, whatever it says, settles whether this attempt was executed.
        _unanswered = false;
        LastStatus = frame.Status;
        try
        {
            if (frame.Status != Status.Success)
                ServerMessage = ServerErrorBody.Read(frame);

            if (Collection.Dispatcher.TryHandleRetry(this, connection, frame))
                return;

            // The connection inflates values; what still has the bit could not be.
            if ((frame.Header.DataType & DataType.Snappy) != 0)
                Fail(new DecodingFailureException("the value of the answer is marked as compressed but is no Snappy block", RequestErrors.ContextOf(this)));
            else
                Complete(connection, frame);
        }
        catch (Exception e)
        {
            // Decoding and user code of codecs must not break the connection for others.
            Fail(e);
        }
    }

    internal sealed override void OnTimeout(Connection connection)
    {
        (connection.Owner as NodeLink)?.Node.OnTimeout(connection);
        Fail(RequestErrors.TimedOut(this));
    }

    internal sealed override void OnConnectionLost(Connection connection, Exception cause)
    {
        Obstacle = cause;
        _lostInFlight = true;
        Collection.Dispatcher.Retry(this, RetryReason.SocketClosedWhileInFlight);
    }

    // A retry may go to a node that does not know Snappy: it gets the plain value, which is always kept.
    private bool IsCompressedFor(Connection connection) => _compression.Pays && connection.Features.Has(HelloFeature.Snappy);

    private int PrefixLength(Connection connection) =>
        connection.Features.Has(HelloFeature.Collections) ? Leb128.Length(Collection.Id!.Value) : 0;
}
