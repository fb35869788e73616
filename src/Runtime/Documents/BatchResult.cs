namespace Settee;

/// <summary>What became of many documents.</summary>
/// <typeparam name="T">The document type.</typeparam>
/// <param name="Succeeded">How many were written.</param>
/// <param name="Failures">Each that was not, with its reason; empty when all were.</param>
public sealed record BatchResult<T>(int Succeeded, IReadOnlyList<BatchFailure<T>> Failures)
    where T : IDocument<T>
{
    /// <summary>Throws the first failure, naming how many there were; does nothing when there was none.</summary>
    /// <exception cref="CouchbaseException">At least one document was not written.</exception>
    public void ThrowIfAnyFailed()
    {
        if (Failures.Count > 0)
        {
            throw new CouchbaseException(
                $"{Failures.Count} of {Failures.Count + Succeeded} documents were not written; the first: {Failures[0].Error.Message}",
                Failures[0].Error);
        }
    }
}

/// <summary>A document that was not written.</summary>
/// <typeparam name="T">The document type.</typeparam>
/// <param name="Document">The document.</param>
/// <param name="Error">The reason.</param>
public readonly record struct BatchFailure<T>(T Document, Exception Error)
    where T : IDocument<T>;

/// <summary>How far a batch has come.</summary>
/// <param name="Succeeded">Documents written so far.</param>
/// <param name="Failed">Documents that failed so far.</param>
public readonly record struct BatchProgress(int Succeeded, int Failed);
