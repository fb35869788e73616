using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;

namespace Settee.Documents;

/// <summary>Makes a collection that cannot be changed out of its elements.</summary>
/// <typeparam name="TCollection">The collection type.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICollectionMaker<TCollection, T>
{
    /// <summary>The collection.</summary>
    /// <param name="items">Its elements.</param>
    static abstract TCollection Make(List<T> items);
}

/// <summary>Makes a dictionary that cannot be changed out of its entries.</summary>
/// <typeparam name="TMap">The dictionary type.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMapMaker<TMap, TKey, TValue>
    where TKey : notnull
{
    /// <summary>The dictionary.</summary>
    /// <param name="entries">Its entries.</param>
    static abstract TMap Make(Dictionary<TKey, TValue> entries);
}

/// <summary>A JSON array as a collection that is made at once, when all elements were read.</summary>
/// <typeparam name="TCollection">The collection type.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
/// <typeparam name="TMaker">What makes it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MadeCollectionCodec<TCollection, T, TCodec, TMaker> : IJsonCodec<TCollection>
    where TCollection : class, IEnumerable<T>
    where TCodec : struct, IJsonCodec<T>
    where TMaker : struct, ICollectionMaker<TCollection, T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TCollection value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static TCollection Read(ref JsonReader reader) =>
        reader.IsNull ? null! : TMaker.Make(Sequence.Read<T, TCodec, TCollection>(ref reader));
}

/// <summary>A JSON object as a dictionary that is made at once, when all entries were read.</summary>
/// <typeparam name="TMap">The dictionary type.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">How keys become names.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
/// <typeparam name="TMaker">What makes it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MadeMapCodec<TMap, TKey, TValue, TKeyCodec, TValueCodec, TMaker> : IJsonCodec<TMap>
    where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IJsonKeyCodec<TKey>
    where TValueCodec : struct, IJsonCodec<TValue>
    where TMaker : struct, IMapMaker<TMap, TKey, TValue>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TMap value) => Map.Write<TKey, TValue, TKeyCodec, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static TMap Read(ref JsonReader reader)
    {
        if (reader.IsNull)
            return null!;

        var entries = new Dictionary<TKey, TValue>();
        Map.Read<TKey, TValue, TKeyCodec, TValueCodec, TMap>(ref reader, entries);
        return TMaker.Make(entries);
    }
}

/// <summary>Makes the collections that cannot be changed. System.Text.Json writes most of them and reads few.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CollectionMaker<T> :
    ICollectionMaker<FrozenSet<T>, T>,
    ICollectionMaker<IReadOnlySet<T>, T>,
    ICollectionMaker<ReadOnlySet<T>, T>,
    ICollectionMaker<ReadOnlyCollection<T>, T>,
    ICollectionMaker<IImmutableQueue<T>, T>,
    ICollectionMaker<IImmutableStack<T>, T>
{
    static FrozenSet<T> ICollectionMaker<FrozenSet<T>, T>.Make(List<T> items) => items.ToFrozenSet();

    static IReadOnlySet<T> ICollectionMaker<IReadOnlySet<T>, T>.Make(List<T> items) => items.ToHashSet();

    static ReadOnlySet<T> ICollectionMaker<ReadOnlySet<T>, T>.Make(List<T> items) => new(items.ToHashSet());

    static ReadOnlyCollection<T> ICollectionMaker<ReadOnlyCollection<T>, T>.Make(List<T> items) => new(items);

    static IImmutableQueue<T> ICollectionMaker<IImmutableQueue<T>, T>.Make(List<T> items) => ImmutableQueue.CreateRange(items);

    static IImmutableStack<T> ICollectionMaker<IImmutableStack<T>, T>.Make(List<T> items) => ImmutableStack.CreateRange(items);
}

/// <summary>Makes the dictionaries that cannot be changed.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MapMaker<TKey, TValue> :
    IMapMaker<FrozenDictionary<TKey, TValue>, TKey, TValue>,
    IMapMaker<ReadOnlyDictionary<TKey, TValue>, TKey, TValue>,
    IMapMaker<IImmutableDictionary<TKey, TValue>, TKey, TValue>,
    IMapMaker<ImmutableSortedDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    static FrozenDictionary<TKey, TValue> IMapMaker<FrozenDictionary<TKey, TValue>, TKey, TValue>.Make(Dictionary<TKey, TValue> entries) =>
        entries.ToFrozenDictionary();

    static ReadOnlyDictionary<TKey, TValue> IMapMaker<ReadOnlyDictionary<TKey, TValue>, TKey, TValue>.Make(Dictionary<TKey, TValue> entries) =>
        new(entries);

    static IImmutableDictionary<TKey, TValue> IMapMaker<IImmutableDictionary<TKey, TValue>, TKey, TValue>.Make(Dictionary<TKey, TValue> entries) =>
        entries.ToImmutableDictionary();

    static ImmutableSortedDictionary<TKey, TValue> IMapMaker<ImmutableSortedDictionary<TKey, TValue>, TKey, TValue>.Make(
        Dictionary<TKey, TValue> entries) => entries.ToImmutableSortedDictionary();
}

/// <summary>A JSON array as memory; null is empty.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MemoryOfCodec<T, TCodec> : IJsonCodec<Memory<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Memory<T> value) => Sequence.WriteSpan<T, TCodec>(ref writer, value.Span);

    /// <inheritdoc/>
    public static Memory<T> Read(ref JsonReader reader) => reader.IsNull ? default : ArrayCodec<T, TCodec>.Read(ref reader);
}

/// <summary>A JSON array as memory; null is empty.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyMemoryOfCodec<T, TCodec> : IJsonCodec<ReadOnlyMemory<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ReadOnlyMemory<T> value) => Sequence.WriteSpan<T, TCodec>(ref writer, value.Span);

    /// <inheritdoc/>
    public static ReadOnlyMemory<T> Read(ref JsonReader reader) => reader.IsNull ? default : ArrayCodec<T, TCodec>.Read(ref reader);
}
