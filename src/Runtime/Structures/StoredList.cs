namespace Settee;

/// <summary>A list that is stored as one document, a JSON array. Obtained from <see cref="RawCollection.List{T}"/>; thread-safe and cheap.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class StoredList<T> : StoredArray<T>
{
    internal StoredList(RawCollection collection, string key, Element<T> element, StructureOptions options)
        : base(collection, key, nameof(StoredList<>), element, options)
    {
    }

    /// <summary>The element at an index.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <returns>Whether there is one, and the element.</returns>
    public async ValueTask<(bool Found, T? Value)> TryGetAsync(int index, CancellationToken cancellationToken = default)
    {
        var found = await LookupAsync(LookupSpec.Get(PathOf(index)), cancellationToken).ConfigureAwait(false);
        return found is not null && found.Exists(0) ? (true, Decode(found.ContentOf(0).Span)) : default;
    }

    /// <summary>Adds an element behind the last one.</summary>
    /// <param name="value">The element.</param>
    /// <param name="cancellationToken">Gives the operation up; the element may be added nevertheless.</param>
    /// <exception cref="ValueTooLargeException">The document would be larger than 20 MiB.</exception>
    public ValueTask AddAsync(T value, CancellationToken cancellationToken = default) =>
        ChangeAsync(MutateSpec.ArrayAppend("", Encode(value)), cancellationToken, StoreSemantics.Upsert);

    /// <summary>Adds elements behind the last one, in one request: all or none.</summary>
    /// <param name="values">The elements; nothing happens when there are none.</param>
    /// <param name="cancellationToken">Gives the operation up; the elements may be added nevertheless.</param>
    /// <exception cref="ValueTooLargeException">The document would be larger than 20 MiB.</exception>
    public ValueTask AddRangeAsync(IReadOnlyCollection<T> values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == 0 ? default : ChangeAsync(MutateSpec.ArrayAppend("", Encode(values)), cancellationToken, StoreSemantics.Upsert);
    }

    /// <summary>Adds an element in front of another.</summary>
    /// <param name="index">Where it will be, from 0; the number of elements to add it behind the last one.</param>
    /// <param name="value">The element.</param>
    /// <param name="cancellationToken">Gives the operation up; the element may be added nevertheless.</param>
    /// <exception cref="PathNotFoundException">There are fewer elements.</exception>
    /// <exception cref="DocumentNotFoundException">There is no document, and the index is not 0.</exception>
    /// <exception cref="ValueTooLargeException">The document would be larger than 20 MiB.</exception>
    public ValueTask InsertAsync(int index, T value, CancellationToken cancellationToken = default) => index == 0
        ? ChangeAsync(MutateSpec.ArrayPrepend("", Encode(value)), cancellationToken, StoreSemantics.Upsert)
        : ChangeAsync(MutateSpec.ArrayInsert(PathOf(index), Encode(value)), cancellationToken);

    /// <summary>Replaces an element.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="value">The new element.</param>
    /// <param name="cancellationToken">Gives the operation up; the element may be replaced nevertheless.</param>
    /// <exception cref="PathNotFoundException">There is no such element.</exception>
    /// <exception cref="DocumentNotFoundException">There is no document.</exception>
    public ValueTask SetAsync(int index, T value, CancellationToken cancellationToken = default) =>
        ChangeAsync(MutateSpec.Replace(PathOf(index), Encode(value)), cancellationToken);

    /// <summary>Removes the element at an index.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="cancellationToken">Gives the operation up; the element may be removed nevertheless.</param>
    /// <returns>Whether there was one.</returns>
    public ValueTask<bool> RemoveAtAsync(int index, CancellationToken cancellationToken = default) =>
        TryChangeAsync<PathNotFoundException>(MutateSpec.Remove(PathOf(index)), cancellationToken);

    /// <summary>Removes the first element that is equal, by the default comparer. Reads all elements, again when someone else was faster.</summary>
    /// <param name="value">The element.</param>
    /// <param name="cancellationToken">Gives the operation up; the element may be removed nevertheless.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="CasMismatchException">Someone else was faster each time.</exception>
    public ValueTask<bool> RemoveAsync(T value, CancellationToken cancellationToken = default) => RemoveFirstAsync(value, cancellationToken);

    /// <summary>Where the first equal element is, by the default comparer; -1 for nowhere. Reads all elements.</summary>
    /// <param name="value">The element.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    public async ValueTask<int> IndexOfAsync(T value, CancellationToken cancellationToken = default) =>
        (await ReadAsync(cancellationToken).ConfigureAwait(false)).Items.IndexOf(value);
}
