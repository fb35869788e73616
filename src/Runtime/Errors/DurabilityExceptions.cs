namespace Settee;

/// <summary>The bucket does not take the requested durability level.</summary>
public sealed class DurabilityLevelNotAvailableException : CouchbaseException
{
    internal DurabilityLevelNotAvailableException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>
/// There are not enough replicas, or too few of them alive, for the requested durability. Nothing was written, but for one case that the
/// message tells: a replica has left the cluster while <see cref="Durability.Observed"/> was waited for.
/// </summary>
public sealed class DurabilityImpossibleException : CouchbaseException
{
    internal DurabilityImpossibleException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>
/// The server gave up waiting for the requested durability, or a failover may have lost a write that was observed: it may or may not
/// survive. Read the document before repeating it.
/// </summary>
public sealed class DurabilityAmbiguousException : CouchbaseException
{
    internal DurabilityAmbiguousException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>Another durable write of the document is pending and stayed so until the operation gave up.</summary>
public sealed class DurableWriteInProgressException : CouchbaseException
{
    internal DurableWriteInProgressException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The node is re-committing a durable write of the document after a restart or failover.</summary>
public sealed class DurableWriteReCommitInProgressException : CouchbaseException
{
    internal DurableWriteReCommitInProgressException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}
