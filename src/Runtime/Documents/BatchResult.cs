namespace Settee;

/// <summary>What became of many documents.</summary>
/// <typeparam name="TItem">What was given for each: the document, or its key.</typeparam>
/// <param name="Succeeded">How many operations succeeded.</param>
/// <param name="Failures">Each that did not, with its reason; empty when all did.</param>
public sealed record BatchResult<TItem>(int Succeeded, IReadOnlyList<BatchFailure<TItem>> Failures)
{
    /// <summary>Throws the first failure, naming how many there were; does nothing when there was none.</summary>
    /// <exception cref="CouchbaseException">At least one operation failed.</exception>
    public void ThrowIfAnyFailed()
    {
        if (Failures.Count > 0)
        {
            throw new CouchbaseException(
                $"{Failures.Count} of {Failures.Count + Succeeded} operations failed; the first: {Failures[0].Error.Message}",
                Failures[0].Error);
        }
    }
}

/// <summary>One operation of many that failed.</summary>
/// <typeparam name="TItem">What was given: the document, or its key.</typeparam>
/// <param name="Item">The document, or its key.</param>
/// <param name="Error">The reason.</param>
public readonly record struct BatchFailure<TItem>(TItem Item, Exception Error);

/// <summary>Which of many documents exist.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <param name="Existing">The keys of those that do.</param>
/// <param name="Missing">The keys of those that do not.</param>
/// <param name="Failures">The keys for which it could not be found out, with the reasons.</param>
public sealed record ExistsManyResult<TKey>(
    IReadOnlyCollection<TKey> Existing, IReadOnlyCollection<TKey> Missing, IReadOnlyList<BatchFailure<TKey>> Failures);

/// <summary>How far a batch has come.</summary>
/// <param name="Succeeded">Operations that succeeded so far.</param>
/// <param name="Failed">Operations that failed so far.</param>
public readonly record struct BatchProgress(int Succeeded, int Failed);
