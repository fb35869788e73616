namespace Settee;

/// <summary>There is no document under the key. Where a miss is normal use <c>FindAsync</c>, which returns null instead.</summary>
public class DocumentNotFoundException : CouchbaseException
{
    internal DocumentNotFoundException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>A replica does not have the document: there is none, or it has not arrived there yet.</summary>
public sealed class DocumentNotFoundOnReplicaException : DocumentNotFoundException
{
    internal DocumentNotFoundOnReplicaException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>No copy of the document could be read: there is none, or no node that may be asked has one.</summary>
public sealed class DocumentUnretrievableException : CouchbaseException
{
    internal DocumentUnretrievableException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The bucket has no replica with that index; nothing was sent.</summary>
public sealed class ReplicaIndexOutOfBoundsException : CouchbaseException
{
    internal ReplicaIndexOutOfBoundsException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>No node holds the replica with that index at the moment; nothing was sent.</summary>
public sealed class ReplicaIndexCurrentlyUnavailableException : CouchbaseException
{
    internal ReplicaIndexCurrentlyUnavailableException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>A mutation should revive a deleted document and found a living one.</summary>
public sealed class DocumentAlreadyAliveException : CouchbaseException
{
    internal DocumentAlreadyAliveException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>A scan was to see a write whose history a failover has ended: the write may be lost.</summary>
public sealed class MutationTokenOutdatedException : CouchbaseException
{
    internal MutationTokenOutdatedException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>An insert found a document under the key.</summary>
public sealed class DocumentExistsException : CouchbaseException
{
    internal DocumentExistsException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The document is locked by someone else (<c>GetAndLockAsync</c>) and stayed so until the operation gave up.</summary>
public sealed class DocumentLockedException : CouchbaseException
{
    internal DocumentLockedException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>An unlock found the document not locked: the lock has expired or was never taken.</summary>
public sealed class DocumentNotLockedException : CouchbaseException
{
    internal DocumentNotLockedException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The document is larger than the 20 MiB (20,971,520 bytes) that the server stores.</summary>
public sealed class ValueTooLargeException : CouchbaseException
{
    internal ValueTooLargeException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The document could not be written as JSON.</summary>
public sealed class EncodingFailureException : CouchbaseException
{
    internal EncodingFailureException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The stored document is no JSON, or its JSON does not fit the type it was read as. The message gives the JSON path and position; the connection is not affected.</summary>
public sealed class DecodingFailureException : CouchbaseException
{
    internal DecodingFailureException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}
