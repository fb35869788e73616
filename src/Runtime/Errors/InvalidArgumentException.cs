namespace Settee;

/// <summary>An argument that no server could accept. Almost always thrown before anything is sent.</summary>
public class InvalidArgumentException : CouchbaseException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">Which argument, and what is wrong with it.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidArgumentException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal InvalidArgumentException(string problem, OperationContext context)
        : base(problem, context)
    {
    }
}
