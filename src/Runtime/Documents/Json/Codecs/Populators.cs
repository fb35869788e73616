using System.Collections.Concurrent;
using System.ComponentModel;

namespace Settee.Documents;

/// <summary>Adds the elements of a JSON array to a collection.</summary>
/// <typeparam name="TCollection">The collection type.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CollectionPopulator<TCollection, T, TCodec> : IJsonPopulator<TCollection>
    where TCollection : ICollection<T>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Populate(ref JsonReader reader, ref TCollection value)
    {
        reader.ExpectArray<TCollection>();
        while (reader.NextElement())
            value.Add(TCodec.Read(ref reader));
    }
}

/// <summary>Adds the members of a JSON object to a dictionary, in the place of what has their keys.</summary>
/// <typeparam name="TMap">The dictionary type.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">How keys become names.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MapPopulator<TMap, TKey, TValue, TKeyCodec, TValueCodec> : IJsonPopulator<TMap>
    where TMap : IDictionary<TKey, TValue>
    where TKey : notnull
    where TKeyCodec : struct, IJsonKeyCodec<TKey>
    where TValueCodec : struct, IJsonCodec<TValue>
{
    /// <inheritdoc/>
    public static void Populate(ref JsonReader reader, ref TMap value) =>
        Map.Read<TKey, TValue, TKeyCodec, TValueCodec, TMap>(ref reader, value);
}

/// <summary>Puts the elements of a JSON array at the end of a queue.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct QueuePopulator<T, TCodec> : IJsonPopulator<Queue<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Populate(ref JsonReader reader, ref Queue<T> value)
    {
        reader.ExpectArray<Queue<T>>();
        while (reader.NextElement())
            value.Enqueue(TCodec.Read(ref reader));
    }
}

/// <summary>Pushes the elements of a JSON array on a stack, in order.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StackPopulator<T, TCodec> : IJsonPopulator<Stack<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Populate(ref JsonReader reader, ref Stack<T> value)
    {
        reader.ExpectArray<Stack<T>>();
        while (reader.NextElement())
            value.Push(TCodec.Read(ref reader));
    }
}

/// <summary>Adds the elements of a JSON array to a collection that several threads use.</summary>
/// <typeparam name="TCollection">The collection type.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ProducerPopulator<TCollection, T, TCodec> : IJsonPopulator<TCollection>
    where TCollection : IProducerConsumerCollection<T>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Populate(ref JsonReader reader, ref TCollection value)
    {
        reader.ExpectArray<TCollection>();
        while (reader.NextElement())
            value.TryAdd(TCodec.Read(ref reader));
    }
}

/// <summary>Fills the value of a nullable value type.</summary>
/// <typeparam name="T">The value type.</typeparam>
/// <typeparam name="TPopulator">What fills it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullablePopulator<T, TPopulator> : IJsonPopulator<T?>
    where T : struct
    where TPopulator : struct, IJsonPopulator<T>
{
    /// <inheritdoc/>
    public static void Populate(ref JsonReader reader, ref T? value)
    {
        var inner = value.GetValueOrDefault();
        TPopulator.Populate(ref reader, ref inner);
        value = inner;
    }
}
