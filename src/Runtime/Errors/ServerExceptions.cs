namespace Settee;

/// <summary>The server could not do it now (overloaded, out of memory, starting up) and did not recover within the retries.</summary>
public sealed class TemporaryFailureException : CouchbaseException
{
    internal TemporaryFailureException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The server reported a defect of its own.</summary>
public sealed class InternalServerFailureException : CouchbaseException
{
    internal InternalServerFailureException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The server does not know the command or cannot execute it here.</summary>
public sealed class UnsupportedOperationException : CouchbaseException
{
    internal UnsupportedOperationException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The operation needs a feature that the node did not offer; nothing was sent.</summary>
public sealed class FeatureNotAvailableException : CouchbaseException
{
    internal FeatureNotAvailableException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The collection does not exist in its scope.</summary>
public sealed class CollectionNotFoundException : CouchbaseException
{
    internal CollectionNotFoundException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The scope does not exist in the bucket.</summary>
public sealed class ScopeNotFoundException : CouchbaseException
{
    internal ScopeNotFoundException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>A rate limit of the server was exceeded; the message names which.</summary>
public sealed class RateLimitedException : CouchbaseException
{
    internal RateLimitedException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>A quota of the server was exceeded; the message names which.</summary>
public sealed class QuotaLimitedException : CouchbaseException
{
    internal QuotaLimitedException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The user may not do this; the message names the privilege when the server tells it.</summary>
public sealed class AccessDeniedException : CouchbaseException
{
    internal AccessDeniedException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}
