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
}

/// <summary>An argument that no server could accept; thrown before anything is sent.</summary>
public sealed class InvalidArgumentException : CouchbaseException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">Which argument, and what is wrong with it.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidArgumentException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
