namespace Settee;

/// <summary>
/// A set of primitive values that is stored as one document, a JSON array. Obtained from <see cref="RawCollection.Set{T}"/>; thread-safe
/// and cheap. The server compares the JSON of values: 1 and 1.0 are two elements.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class StoredSet<T> : StoredArray<T>
{
    internal StoredSet(RawCollection collection, string key, PrimitiveElement<T> element, StructureOptions options)
        : base(collection, key, nameof(StoredSet<>), element, options)
    {
    }

    /// <summary>Adds an element unless it is there.</summary>
    /// <param name="value">The element.</param>
    /// <param name="cancellationToken">Gives the operation up; the element may be added nevertheless.</param>
    /// <returns>Whether it was added.</returns>
    /// <exception cref="ValueTooLargeException">The document would be larger than 20 MiB.</exception>
    public ValueTask<bool> AddAsync(T value, CancellationToken cancellationToken = default) =>
        TryChangeAsync<PathExistsException>(MutateSpec.ArrayAddUnique("", Encode(value)), cancellationToken, StoreSemantics.Upsert);

    /// <summary>Removes an element. Reads all elements, again when someone else was faster.</summary>
    /// <param name="value">The element.</param>
    /// <param name="cancellationToken">Gives the operation up; the element may be removed nevertheless.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="CasMismatchException">Someone else was faster each time.</exception>
    public ValueTask<bool> RemoveAsync(T value, CancellationToken cancellationToken = default) => RemoveFirstAsync(value, cancellationToken);
}
