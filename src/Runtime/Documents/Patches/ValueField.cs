using System.ComponentModel;

namespace Settee.Documents;

/// <summary>A member of a stored document that can be changed.</summary>
/// <typeparam name="T">The type of the member.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
public readonly ref struct ValueField<T, TCodec> : IPatchNode<ValueField<T, TCodec>>
    where TCodec : struct, IJsonCodec<T>
{
    private readonly PatchBuilder _builder;
    private readonly PatchPath _path;

    private ValueField(PatchBuilder builder, PatchPath path)
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

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ValueField<T, TCodec> At(PatchBuilder builder, PatchPath path) => new(builder, path);
}

/// <summary>A member of a stored document that can be changed. It can also be removed.</summary>
/// <typeparam name="T">The type of the member.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
public readonly ref struct OptionalValueField<T, TCodec> : IPatchNode<OptionalValueField<T, TCodec>>
    where TCodec : struct, IJsonCodec<T>
{
    private readonly PatchBuilder _builder;
    private readonly PatchPath _path;

    private OptionalValueField(PatchBuilder builder, PatchPath path)
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

    /// <summary>Removes the value, which must be there.</summary>
    public void Remove() => _builder.Remove(_path);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static OptionalValueField<T, TCodec> At(PatchBuilder builder, PatchPath path) => new(builder, path);
}
