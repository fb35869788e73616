using System.Collections.Immutable;
using System.ComponentModel;

namespace Settee.Documents;

/// <summary>A JSON array as an immutable array, which has no null.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableArrayCodec<T, TCodec> : IJsonCodec<ImmutableArray<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ImmutableArray<T> value)
    {
        if (value.IsDefault)
            throw new InvalidOperationException("An immutable array that was never made cannot be written.");
        Sequence.WriteSpan<T, TCodec>(ref writer, value.AsSpan());
    }

    /// <inheritdoc/>
    public static ImmutableArray<T> Read(ref JsonReader reader) =>
        ImmutableArray.CreateRange(Sequence.Read<T, TCodec, ImmutableArray<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="ImmutableList{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableListCodec<T, TCodec> : IJsonCodec<ImmutableList<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ImmutableList<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableList<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : ImmutableList.CreateRange(Sequence.Read<T, TCodec, ImmutableList<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="IImmutableList{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableListInterfaceCodec<T, TCodec> : IJsonCodec<IImmutableList<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, IImmutableList<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IImmutableList<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : ImmutableList.CreateRange(Sequence.Read<T, TCodec, IImmutableList<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="ImmutableHashSet{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableHashSetCodec<T, TCodec> : IJsonCodec<ImmutableHashSet<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ImmutableHashSet<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableHashSet<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : ImmutableHashSet.CreateRange(Sequence.Read<T, TCodec, ImmutableHashSet<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="IImmutableSet{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableSetInterfaceCodec<T, TCodec> : IJsonCodec<IImmutableSet<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, IImmutableSet<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IImmutableSet<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : ImmutableHashSet.CreateRange(Sequence.Read<T, TCodec, IImmutableSet<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="ImmutableSortedSet{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableSortedSetCodec<T, TCodec> : IJsonCodec<ImmutableSortedSet<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ImmutableSortedSet<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableSortedSet<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : ImmutableSortedSet.CreateRange(Sequence.Read<T, TCodec, ImmutableSortedSet<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="ImmutableQueue{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableQueueCodec<T, TCodec> : IJsonCodec<ImmutableQueue<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ImmutableQueue<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableQueue<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : ImmutableQueue.CreateRange(Sequence.Read<T, TCodec, ImmutableQueue<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="ImmutableStack{T}"/>. Reading pushes in order, so a round trip reverses it.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableStackCodec<T, TCodec> : IJsonCodec<ImmutableStack<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ImmutableStack<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableStack<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : ImmutableStack.CreateRange(Sequence.Read<T, TCodec, ImmutableStack<T>>(ref reader));
}
