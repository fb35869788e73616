using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Settee;

/// <summary>
/// A map from names to values that is stored as one document, a JSON object. Obtained from <see cref="RawCollection.Map{T}"/>; thread-safe
/// and cheap. A name has 1 to about 1,000 bytes of UTF-8.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class StoredMap<T> : StoredStructure<KeyValuePair<string, T>>
{
    private readonly Element<T> _element;

    internal StoredMap(RawCollection collection, string key, Element<T> element, StructureOptions options)
        : base(collection, key, nameof(StoredMap<>), "{}", options)
    {
        ArgumentNullException.ThrowIfNull(element);
        _element = element;
    }

    /// <summary>The value under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <returns>Whether there is one, and the value.</returns>
    public async ValueTask<(bool Found, T? Value)> TryGetAsync(string name, CancellationToken cancellationToken = default)
    {
        var found = await LookupAsync(LookupSpec.Get(PathOf(name)), cancellationToken).ConfigureAwait(false);
        return found is not null && found.Exists(0) ? (true, _element.Decode(found.ContentOf(0).Span, Context)) : default;
    }

    /// <summary>Whether there is a value under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    public async ValueTask<bool> ContainsNameAsync(string name, CancellationToken cancellationToken = default) =>
        await LookupAsync(LookupSpec.Exists(PathOf(name)), cancellationToken).ConfigureAwait(false) is { } found && found.Exists(0);

    /// <summary>Sets a value, whether or not there is one under the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives the operation up; the value may be set nevertheless.</param>
    /// <exception cref="ValueTooLargeException">The document would be larger than 20 MiB.</exception>
    public ValueTask SetAsync(string name, T value, CancellationToken cancellationToken = default) =>
        ChangeAsync(MutateSpec.Upsert(PathOf(name), Encode(value)), cancellationToken, StoreSemantics.Upsert);

    /// <summary>Adds a value unless there is one under the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives the operation up; the value may be added nevertheless.</param>
    /// <returns>Whether it was added.</returns>
    /// <exception cref="ValueTooLargeException">The document would be larger than 20 MiB.</exception>
    public ValueTask<bool> TryAddAsync(string name, T value, CancellationToken cancellationToken = default) =>
        TryChangeAsync<PathExistsException>(MutateSpec.Insert(PathOf(name), Encode(value)), cancellationToken, StoreSemantics.Upsert);

    /// <summary>Removes the value under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Gives the operation up; the value may be removed nevertheless.</param>
    /// <returns>Whether there was one.</returns>
    public ValueTask<bool> RemoveAsync(string name, CancellationToken cancellationToken = default) =>
        TryChangeAsync<PathNotFoundException>(MutateSpec.Remove(PathOf(name)), cancellationToken);

    private protected override List<KeyValuePair<string, T>> Decode(JsonElement json)
    {
        List<KeyValuePair<string, T>> items = [];
        foreach (var member in json.EnumerateObject())
            items.Add(new(member.Name, _element.Decode(JsonMarshal.GetRawUtf8Value(member.Value), Context)));

        return items;
    }

    // One component of a path, quoted whatever is in it; inside, JSON's own escapes are kept.
    private static string PathOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            throw new InvalidArgumentException("The name is empty, which no path can express.");

        return $"`{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(name).Replace("`", "``", StringComparison.Ordinal)}`";
    }

    private JsonFragment Encode(T value) => _element.Encode([value], Context);
}
