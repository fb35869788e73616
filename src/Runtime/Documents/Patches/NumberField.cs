using System.ComponentModel;

namespace Settee.Documents;

/// <summary>An integer in a stored document that can be changed, and counted with by the server.</summary>
/// <typeparam name="T">The type of the member.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
public readonly ref struct NumberField<T, TCodec> : IPatchNode<NumberField<T, TCodec>>
    where TCodec : struct, IJsonCodec<T>
{
    private readonly PatchBuilder _builder;
    private readonly PatchPath _path;

    private NumberField(PatchBuilder builder, PatchPath path)
    {
        _builder = builder;
        _path = path;
    }

    /// <summary>Sets the value, whether or not it was there; missing parents are made.</summary>
    /// <param name="value">The value.</param>
    public void Set(T value) => _builder.Set<T, TCodec>(_path, value);

    /// <summary>Sets the value, which must not be there yet.</summary>
    /// <param name="value">The value.</param>
    public void Insert(T value) => _builder.Insert<T, TCodec>(_path, value);

    /// <summary>Sets the value, which must be there.</summary>
    /// <param name="value">The value.</param>
    public void Replace(T value) => _builder.Replace<T, TCodec>(_path, value);

    /// <summary>Adds to the number on the server; a missing one counts as zero.</summary>
    /// <param name="delta">How much; not zero.</param>
    public void Increment(long delta = 1) => _builder.Count64(_path, delta);

    /// <summary>Subtracts from the number on the server; a missing one counts as zero.</summary>
    /// <param name="delta">How much; not zero.</param>
    public void Decrement(long delta = 1) => _builder.Count64(_path, checked(-delta));

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static NumberField<T, TCodec> At(PatchBuilder builder, PatchPath path) => new(builder, path);
}

/// <summary>An integer in a stored document that can be changed, and counted with by the server. It can also be removed.</summary>
/// <typeparam name="T">The type of the member.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
public readonly ref struct OptionalNumberField<T, TCodec> : IPatchNode<OptionalNumberField<T, TCodec>>
    where TCodec : struct, IJsonCodec<T>
{
    private readonly PatchBuilder _builder;
    private readonly PatchPath _path;

    private OptionalNumberField(PatchBuilder builder, PatchPath path)
    {
        _builder = builder;
        _path = path;
    }

    /// <summary>Sets the value, whether or not it was there; missing parents are made.</summary>
    /// <param name="value">The value.</param>
    public void Set(T value) => _builder.Set<T, TCodec>(_path, value);

    /// <summary>Sets the value, which must not be there yet.</summary>
    /// <param name="value">The value.</param>
    public void Insert(T value) => _builder.Insert<T, TCodec>(_path, value);

    /// <summary>Sets the value, which must be there.</summary>
    /// <param name="value">The value.</param>
    public void Replace(T value) => _builder.Replace<T, TCodec>(_path, value);

    /// <summary>Adds to the number on the server; a missing one counts as zero.</summary>
    /// <param name="delta">How much; not zero.</param>
    public void Increment(long delta = 1) => _builder.Count64(_path, delta);

    /// <summary>Subtracts from the number on the server; a missing one counts as zero.</summary>
    /// <param name="delta">How much; not zero.</param>
    public void Decrement(long delta = 1) => _builder.Count64(_path, checked(-delta));

    /// <summary>Removes the value, which must be there.</summary>
    public void Remove() => _builder.Remove(_path);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static OptionalNumberField<T, TCodec> At(PatchBuilder builder, PatchPath path) => new(builder, path);
}
