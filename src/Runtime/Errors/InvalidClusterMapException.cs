namespace Settee;

/// <summary>A server sent a cluster map that cannot be used; the client keeps the one it has.</summary>
public sealed class InvalidClusterMapException : CouchbaseException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">Which part of the map is wrong, and how.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidClusterMapException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
