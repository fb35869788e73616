namespace Settee;

/// <summary>The operation had no result within its time-out.</summary>
public abstract class OperationTimeoutException : CouchbaseException
{
    private protected OperationTimeoutException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }

    private protected OperationTimeoutException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The operation was sent but not answered in time: whether the server executed it is unknown.</summary>
public sealed class AmbiguousTimeoutException : OperationTimeoutException
{
    internal AmbiguousTimeoutException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The operation had no result in time and was certainly not executed, or only read.</summary>
public sealed class UnambiguousTimeoutException : OperationTimeoutException
{
    internal UnambiguousTimeoutException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }

    internal UnambiguousTimeoutException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The operation was given up: its connection broke while it was in flight and it must not be repeated blindly, or the cluster was disposed.</summary>
public sealed class RequestCanceledException : CouchbaseException
{
    internal RequestCanceledException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}
