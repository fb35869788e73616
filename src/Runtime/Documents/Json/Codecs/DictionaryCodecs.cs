using System.Collections.Immutable;
using System.ComponentModel;

namespace Settee.Documents;

/// <summary>What all dictionaries have in common.</summary>
internal static class Map
{
    public static void Write<TKey, TValue, TKeyCodec, TValueCodec>(ref JsonWriter writer, IEnumerable<KeyValuePair<TKey, TValue>>? entries)
        where TKey : notnull
        where TKeyCodec : struct, IJsonKeyCodec<TKey>
        where TValueCodec : struct, IJsonCodec<TValue>
    {
        if (entries is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        if (entries is Dictionary<TKey, TValue> dictionary)
        {
            // The enumerator of the most common kind is a struct.
            foreach (var (key, value) in dictionary)
            {
                TKeyCodec.Write(ref writer, key);
                TValueCodec.Write(ref writer, value);
            }
        }
        else
        {
            foreach (var (key, value) in entries)
            {
                TKeyCodec.Write(ref writer, key);
                TValueCodec.Write(ref writer, value);
            }
        }

        writer.WriteEndObject();
    }

    public static void Read<TKey, TValue, TKeyCodec, TValueCodec, TTarget>(ref JsonReader reader, IDictionary<TKey, TValue> target)
        where TKey : notnull
        where TKeyCodec : struct, IJsonKeyCodec<TKey>
        where TValueCodec : struct, IJsonCodec<TValue>
    {
        reader.ExpectObject<TTarget>();
        var refusesDuplicates = reader.RefusesDuplicates;
        while (reader.NextName())
        {
            var key = TKeyCodec.Read(ref reader);
            if (refusesDuplicates && target.ContainsKey(key))
                throw reader.Duplicate<TTarget>();
            reader.Read();
            target[key] = TValueCodec.Read(ref reader);
        }
    }
}

/// <summary>A JSON object as a dictionary.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">How keys become names.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IJsonCodec<Dictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IJsonKeyCodec<TKey>
    where TValueCodec : struct, IJsonCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Dictionary<TKey, TValue> value) =>
        Map.Write<TKey, TValue, TKeyCodec, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue> Read(ref JsonReader reader)
    {
        if (reader.IsNull)
            return null!;

        var dictionary = new Dictionary<TKey, TValue>();
        Map.Read<TKey, TValue, TKeyCodec, TValueCodec, Dictionary<TKey, TValue>>(ref reader, dictionary);
        return dictionary;
    }
}

/// <summary>A JSON object as one of the interfaces of a dictionary, which is what it becomes when it is read.</summary>
/// <typeparam name="TInterface">An interface that <see cref="Dictionary{TKey, TValue}"/> implements.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">How keys become names.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryInterfaceCodec<TInterface, TKey, TValue, TKeyCodec, TValueCodec> : IJsonCodec<TInterface>
    where TInterface : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IJsonKeyCodec<TKey>
    where TValueCodec : struct, IJsonCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TInterface value) =>
        Map.Write<TKey, TValue, TKeyCodec, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static TInterface Read(ref JsonReader reader) =>
        (TInterface)(object)DictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec>.Read(ref reader);
}

/// <summary>A JSON object as any dictionary that can be made empty and filled.</summary>
/// <typeparam name="TMap">The dictionary type.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">How keys become names.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MapCodec<TMap, TKey, TValue, TKeyCodec, TValueCodec> : IJsonCodec<TMap>
    where TMap : class, IDictionary<TKey, TValue>, new()
    where TKey : notnull
    where TKeyCodec : struct, IJsonKeyCodec<TKey>
    where TValueCodec : struct, IJsonCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TMap value) => Map.Write<TKey, TValue, TKeyCodec, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static TMap Read(ref JsonReader reader)
    {
        if (reader.IsNull)
            return null!;

        var map = new TMap();
        Map.Read<TKey, TValue, TKeyCodec, TValueCodec, TMap>(ref reader, map);
        return map;
    }
}

/// <summary>A JSON object as an immutable dictionary.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">How keys become names.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableDictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IJsonCodec<ImmutableDictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IJsonKeyCodec<TKey>
    where TValueCodec : struct, IJsonCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ImmutableDictionary<TKey, TValue> value) =>
        Map.Write<TKey, TValue, TKeyCodec, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableDictionary<TKey, TValue> Read(ref JsonReader reader)
    {
        if (reader.IsNull)
            return null!;

        var builder = ImmutableDictionary.CreateBuilder<TKey, TValue>();
        Map.Read<TKey, TValue, TKeyCodec, TValueCodec, ImmutableDictionary<TKey, TValue>>(ref reader, builder);
        return builder.ToImmutable();
    }
}
