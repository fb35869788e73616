using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Settee;

/// <summary>A structure that is stored as a JSON array.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class StoredArray<T> : StoredStructure<T>
{
    private readonly Element<T> _element;

    private protected StoredArray(RawCollection collection, string key, string name, Element<T> element, StructureOptions options)
        : base(collection, key, name, "[]", options)
    {
        ArgumentNullException.ThrowIfNull(element);
        _element = element;
    }

    /// <summary>Whether there is an equal element, by the default comparer; reads all of them.</summary>
    /// <param name="value">The element.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    public async ValueTask<bool> ContainsAsync(T value, CancellationToken cancellationToken = default) =>
        (await ReadAsync(cancellationToken).ConfigureAwait(false)).Items.Contains(value);

    private protected static string PathOf(int index) => index >= 0
        ? string.Create(CultureInfo.InvariantCulture, $"[{index}]")
        : throw new InvalidArgumentException($"The index {index} is negative.");

    private protected sealed override List<T> Decode(JsonElement json)
    {
        var items = new List<T>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
            items.Add(Decode(JsonMarshal.GetRawUtf8Value(item)));

        return items;
    }

    private protected T Decode(ReadOnlySpan<byte> json) => _element.Decode(json, Context);

    private protected JsonFragment Encode(params IEnumerable<T> values) => _element.Encode(values, Context);

    private protected async ValueTask<bool> RemoveFirstAsync(T value, CancellationToken cancellationToken)
    {
        var (found, _) = await TakeOutAsync(FindAsync, cancellationToken).ConfigureAwait(false);
        return found;

        async ValueTask<(string? Path, T? Value, Cas Cas)> FindAsync(CancellationToken token)
        {
            var (items, cas) = await ReadAsync(token).ConfigureAwait(false);
            return items.IndexOf(value) is var index and >= 0 ? (PathOf(index), value, cas) : default;
        }
    }
}
