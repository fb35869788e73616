using System.Collections.Concurrent;
using System.ComponentModel;

namespace Settee.Documents;

/// <summary>A JSON array as <see cref="Queue{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct QueueCodec<T, TCodec> : IJsonCodec<Queue<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Queue<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static Queue<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : new Queue<T>(Sequence.Read<T, TCodec, Queue<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="Stack{T}"/>. Reading pushes in order, so a round trip reverses it.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StackCodec<T, TCodec> : IJsonCodec<Stack<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Stack<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static Stack<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : new Stack<T>(Sequence.Read<T, TCodec, Stack<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="ConcurrentQueue{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConcurrentQueueCodec<T, TCodec> : IJsonCodec<ConcurrentQueue<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ConcurrentQueue<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ConcurrentQueue<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : new ConcurrentQueue<T>(Sequence.Read<T, TCodec, ConcurrentQueue<T>>(ref reader));
}

/// <summary>A JSON array as <see cref="ConcurrentStack{T}"/>. Reading pushes in order, so a round trip reverses it.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConcurrentStackCodec<T, TCodec> : IJsonCodec<ConcurrentStack<T>>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ConcurrentStack<T> value) => Sequence.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ConcurrentStack<T> Read(ref JsonReader reader) =>
        reader.IsNull ? null! : new ConcurrentStack<T>(Sequence.Read<T, TCodec, ConcurrentStack<T>>(ref reader));
}
