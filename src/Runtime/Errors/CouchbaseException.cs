namespace Settee;

/// <summary>Base of all errors of this library.</summary>
public class CouchbaseException : Exception
{
    /// <summary>Makes an error with a message and an optional cause.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public CouchbaseException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the error of an operation; the message names the operation, its document and all that is known.</summary>
    /// <param name="problem">What happened, as a sentence without subject, for example "there is no such document".</param>
    /// <param name="context">The operation.</param>
    /// <param name="innerException">The cause.</param>
    public CouchbaseException(string problem, OperationContext context, Exception? innerException = null)
        : base($"{context.Subject}: {problem} ({context})", innerException) =>
        Context = context;

    /// <summary>The operation that failed; null for errors outside operations.</summary>
    public OperationContext? Context { get; }
}
