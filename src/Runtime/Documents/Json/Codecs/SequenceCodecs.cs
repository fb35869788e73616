using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Settee.Documents;

/// <summary>What all JSON arrays have in common.</summary>
internal static class Sequence
{
    public static void WriteSpan<T, TCodec>(ref JsonWriter writer, ReadOnlySpan<T> values)
        where TCodec : struct, IJsonCodec<T>
    {
        writer.WriteStartArray();
        foreach (var value in values)
            TCodec.Write(ref writer, value);
        writer.WriteEndArray();
    }

    /// <summary>Writes any sequence; lists and arrays behind an interface are written without an enumerator.</summary>
    public static void Write<T, TCodec>(ref JsonWriter writer, IEnumerable<T>? values)
        where TCodec : struct, IJsonCodec<T>
    {
        switch (values)
        {
            case null:
                writer.WriteNull();
                break;
            case List<T> list:
                WriteSpan<T, TCodec>(ref writer, CollectionsMarshal.AsSpan(list));
                break;
            case T[] array:
                WriteSpan<T, TCodec>(ref writer, array);
                break;
            default:
                writer.WriteStartArray();
                foreach (var value in values)
                    TCodec.Write(ref writer, value);
                writer.WriteEndArray();
                break;
        }
    }

    public static List<T> Read<T, TCodec, TTarget>(ref JsonReader reader)
        where TCodec : struct, IJsonCodec<T>
    {
        reader.ExpectArray<TTarget>();
        var list = new List<T>();
        while (reader.NextElement())
            list.Add(TCodec.Read(ref reader));
        return list;
    }
}

/// <summary>A JSON array as a list.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListCodec<T, TCodec> : IJsonCodec<List<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, List<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static List<T> Read(ref JsonReader reader) => reader.IsNull ? null! : Sequence.Read<T, TCodec, List<T>>(ref reader);
}

/// <summary>A JSON array as one of the interfaces of a list, which is what it becomes when it is read.</summary>
/// <typeparam name="TInterface">An interface that <see cref="List{T}"/> implements.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListInterfaceCodec<TInterface, T, TCodec> : IJsonCodec<TInterface>
    where TInterface : class, IEnumerable<T>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TInterface value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static TInterface Read(ref JsonReader reader) =>
        reader.IsNull ? null! : (TInterface)(object)Sequence.Read<T, TCodec, TInterface>(ref reader);
}

/// <summary>A JSON array as an array.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ArrayCodec<T, TCodec> : IJsonCodec<T[]>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T[] value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static T[] Read(ref JsonReader reader) => reader.IsNull ? null! : Sequence.Read<T, TCodec, T[]>(ref reader).ToArray();
}

/// <summary>A JSON array as a set.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SetInterfaceCodec<T, TCodec> : IJsonCodec<ISet<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ISet<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ISet<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : CollectionCodec<HashSet<T>, T, TCodec>.Read(ref reader);
}

/// <summary>A JSON array as any collection that can be made empty and filled.</summary>
/// <typeparam name="TCollection">The collection type.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CollectionCodec<TCollection, T, TCodec> : IJsonCodec<TCollection>
    where TCollection : class, ICollection<T>, new()
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TCollection value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static TCollection Read(ref JsonReader reader)
    {
        if (reader.IsNull)
            return null!;

        reader.ExpectArray<TCollection>();
        var collection = new TCollection();
        while (reader.NextElement())
            collection.Add(TCodec.Read(ref reader));
        return collection;
    }
}
