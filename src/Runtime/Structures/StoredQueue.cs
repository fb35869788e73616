namespace Settee;

/// <summary>
/// A queue that is stored as one document, a JSON array whose last element is the next to be taken, as in other clients. Obtained from
/// <see cref="RawCollection.Queue{T}"/>; thread-safe and cheap. Enumeration begins with the element that was added last.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class StoredQueue<T> : StoredArray<T>
{
    private const string Next = "[-1]";

    internal StoredQueue(RawCollection collection, string key, Element<T> element, StructureOptions options)
        : base(collection, key, nameof(StoredQueue<>), element, options)
    {
    }

    /// <summary>Adds an element at the end of the queue.</summary>
    /// <param name="value">The element.</param>
    /// <param name="cancellationToken">Gives the operation up; the element may be added nevertheless.</param>
    /// <exception cref="ValueTooLargeException">The document would be larger than 20 MiB.</exception>
    public ValueTask EnqueueAsync(T value, CancellationToken cancellationToken = default) =>
        ChangeAsync(MutateSpec.ArrayPrepend("", Encode(value)), cancellationToken, StoreSemantics.Upsert);

    /// <summary>Takes the next element: each is taken by one caller only, whoever else takes at the same time.</summary>
    /// <param name="cancellationToken">Gives the operation up; the element may be taken nevertheless.</param>
    /// <returns>Whether there was one, and the element.</returns>
    /// <exception cref="CasMismatchException">Someone else was faster each time.</exception>
    /// <exception cref="AmbiguousTimeoutException">The element may be taken.</exception>
    public ValueTask<(bool Found, T? Value)> TryDequeueAsync(CancellationToken cancellationToken = default)
    {
        return TakeOutAsync(FindAsync, cancellationToken);

        async ValueTask<(string? Path, T? Value, Cas Cas)> FindAsync(CancellationToken token)
        {
            var (found, value, cas) = await PeekAsync(token).ConfigureAwait(false);
            return (found ? Next : null, value, cas);
        }
    }

    /// <summary>The next element, which stays.</summary>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <returns>Whether there is one, and the element.</returns>
    public async ValueTask<(bool Found, T? Value)> TryPeekAsync(CancellationToken cancellationToken = default)
    {
        var (found, value, _) = await PeekAsync(cancellationToken).ConfigureAwait(false);
        return (found, value);
    }

    private async ValueTask<(bool Found, T? Value, Cas Cas)> PeekAsync(CancellationToken cancellationToken)
    {
        var next = await LookupAsync(LookupSpec.Get(Next), cancellationToken).ConfigureAwait(false);
        return next is not null && next.Exists(0) ? (true, Decode(next.ContentOf(0).Span), next.Cas) : default;
    }
}
