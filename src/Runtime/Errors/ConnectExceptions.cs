using System.Text;
using Settee.Connecting;

namespace Settee;

/// <summary>The server does not accept the credentials, or a server could not prove that it knows them.</summary>
public sealed class AuthenticationFailureException : CouchbaseException
{
    internal AuthenticationFailureException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AuthenticationFailureException(string problem, OperationContext context)
        : base(problem, context)
    {
    }
}

/// <summary>There is no bucket of this name, or the user has no access to it; servers do not always tell the two apart.</summary>
public sealed class BucketNotFoundException : CouchbaseException
{
    internal BucketNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal BucketNotFoundException(string problem, OperationContext context)
        : base(problem, context)
    {
    }
}

/// <summary>No node could be connected to. The message lists every node that was tried with the step that failed and the real cause.</summary>
public sealed class ConnectFailedException : CouchbaseException
{
    internal ConnectFailedException(IReadOnlyList<ConnectFailure> failures)
        : base(Describe(failures), failures.Count == 1 ? failures[0].Cause : null) =>
        Failures = failures;

    internal IReadOnlyList<ConnectFailure> Failures { get; }

    private static string Describe(IReadOnlyList<ConnectFailure> failures)
    {
        var text = new StringBuilder(failures.Count == 1 ? "The cluster cannot be reached: " : "No node of the cluster can be reached:");
        foreach (var failure in failures)
            text.Append(failures.Count == 1 ? "" : "\n  ").Append(failure);

        return text.ToString();
    }
}
