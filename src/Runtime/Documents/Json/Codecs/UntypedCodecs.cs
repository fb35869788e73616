using System.Collections;
using System.ComponentModel;

namespace Settee.Documents;

/// <summary>A JSON array as a collection without an element type.</summary>
/// <typeparam name="TCollection">The collection type.</typeparam>
/// <typeparam name="TCodec">The codec of untyped values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UntypedCollectionCodec<TCollection, TCodec> : IJsonCodec<TCollection>
    where TCollection : class, IEnumerable
    where TCodec : struct, IJsonCodec<object>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TCollection value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartArray();
        foreach (var item in value)
            TCodec.Write(ref writer, item!);
        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public static TCollection Read(ref JsonReader reader)
    {
        if (reader.IsNull)
            return null!;

        var items = Sequence.Read<object, TCodec, TCollection>(ref reader);
        if (typeof(TCollection) == typeof(ArrayList))
            return (TCollection)(object)new ArrayList(items);
        if (typeof(TCollection) == typeof(Queue))
            return (TCollection)(object)new Queue(items);
        return typeof(TCollection) == typeof(Stack) ? (TCollection)(object)new Stack(items) : (TCollection)(object)items;
    }
}

/// <summary>A JSON object as a dictionary without types of its keys and values.</summary>
/// <typeparam name="TMap">The dictionary type.</typeparam>
/// <typeparam name="TCodec">The codec of untyped values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UntypedMapCodec<TMap, TCodec> : IJsonCodec<TMap>
    where TMap : class, IDictionary
    where TCodec : struct, IJsonCodec<object>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TMap value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        foreach (DictionaryEntry entry in value)
        {
            if (entry.Key is not string name)
                throw new NotSupportedException($"A key of the type {entry.Key.GetType()} cannot be the name of a JSON member; use a typed dictionary.");
            writer.WriteName((writer.Settings.Options.DictionaryKeyPolicy?.ConvertName(name) ?? name).AsSpan());
            TCodec.Write(ref writer, entry.Value!);
        }

        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public static TMap Read(ref JsonReader reader)
    {
        if (reader.IsNull)
            return null!;

        var entries = new Dictionary<string, object>();
        Map.Read<string, object, StringKeyCodec, TCodec, TMap>(ref reader, entries);
        if (typeof(TMap) == typeof(Hashtable))
            return (TMap)(object)new Hashtable(entries);
        return typeof(TMap) == typeof(SortedList) ? (TMap)(object)new SortedList(entries) : (TMap)(object)entries;
    }
}

/// <summary>Adds the elements of a JSON array to a list without an element type.</summary>
/// <typeparam name="TList">The list type.</typeparam>
/// <typeparam name="TCodec">The codec of untyped values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UntypedListPopulator<TList, TCodec> : IJsonPopulator<TList>
    where TList : IList
    where TCodec : struct, IJsonCodec<object>
{
    /// <inheritdoc/>
    public static void Populate(ref JsonReader reader, ref TList value)
    {
        reader.ExpectArray<TList>();
        while (reader.NextElement())
            value.Add(TCodec.Read(ref reader));
    }
}

/// <summary>Adds the members of a JSON object to a dictionary without types.</summary>
/// <typeparam name="TMap">The dictionary type.</typeparam>
/// <typeparam name="TCodec">The codec of untyped values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UntypedMapPopulator<TMap, TCodec> : IJsonPopulator<TMap>
    where TMap : IDictionary
    where TCodec : struct, IJsonCodec<object>
{
    /// <inheritdoc/>
    public static void Populate(ref JsonReader reader, ref TMap value)
    {
        reader.ExpectObject<TMap>();
        while (reader.NextName())
        {
            var key = reader.GetString()!;
            if (reader.RefusesDuplicates && value.Contains(key))
                throw reader.Duplicate<TMap>();
            reader.Read();
            value[key] = TCodec.Read(ref reader);
        }
    }
}
