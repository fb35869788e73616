namespace Settee.Dispatch;

/// <summary>One collection of one bucket, with its numeric id once that is known. Shared by everything that addresses the collection.</summary>
internal sealed class CollectionAddress
{
    private const long Unknown = -1;

    private long _id;

    public CollectionAddress(BucketDispatcher dispatcher, Keyspace keyspace)
    {
        Dispatcher = dispatcher;
        Keyspace = keyspace;

        // The default collection has the id 0 everywhere; asking for it would cost a round trip for nothing.
        _id = keyspace.IsDefaultCollection ? 0 : Unknown;
    }

    public BucketDispatcher Dispatcher { get; }

    public Keyspace Keyspace { get; }

    public uint? Id => Volatile.Read(ref _id) is var id and not Unknown ? (uint)id : null;

    /// <summary>The beginning of what an error says of an operation on the collection.</summary>
    public OperationContext ContextOf(string operation, string? key) => new()
    {
        Operation = operation,
        Key = key,
        Bucket = Dispatcher.BucketName,
        Keyspace = Keyspace,
        Redaction = Dispatcher.Redaction,
    };

    public void Resolved(uint id) => Volatile.Write(ref _id, id);

    /// <summary>The server does not know the id any more; it is asked for again before the next request. The default collection keeps its id.</summary>
    public void Forget(uint id)
    {
        if (!Keyspace.IsDefaultCollection)
            Interlocked.CompareExchange(ref _id, Unknown, id);
    }
}
