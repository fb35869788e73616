using System.ComponentModel;

namespace Settee.Documents;

/// <summary>A dictionary in a stored document that can be changed, as a whole or entry by entry.</summary>
/// <typeparam name="TMap">The type of the member.</typeparam>
/// <typeparam name="TMapCodec">Its codec.</typeparam>
/// <typeparam name="TKey">The type of its keys.</typeparam>
/// <typeparam name="TKeyCodec">How they become names.</typeparam>
/// <typeparam name="TValue">What can be done with a value.</typeparam>
public readonly ref struct DictionaryField<TMap, TMapCodec, TKey, TKeyCodec, TValue> :
    IPatchNode<DictionaryField<TMap, TMapCodec, TKey, TKeyCodec, TValue>>
    where TMapCodec : struct, IJsonCodec<TMap>
    where TKeyCodec : struct, IJsonKeyCodec<TKey>
    where TValue : struct, IPatchNode<TValue>, allows ref struct
{
    private readonly PatchBuilder _builder;
    private readonly PatchPath _path;

    private DictionaryField(PatchBuilder builder, PatchPath path)
    {
        _builder = builder;
        _path = path;
    }

    /// <summary>Sets the value, whether or not it was there; missing parents are made.</summary>
    /// <param name="value">The value.</param>
    public void Set(TMap value) => _builder.Set<TMap, TMapCodec>(_path, value);

    /// <summary>Sets the value, which must not be there yet.</summary>
    /// <param name="value">The value.</param>
    public void Insert(TMap value) => _builder.Insert<TMap, TMapCodec>(_path, value);

    /// <summary>Sets the value, which must be there.</summary>
    /// <param name="value">The value.</param>
    public void Replace(TMap value) => _builder.Replace<TMap, TMapCodec>(_path, value);

    /// <summary>The entry of a key, whether or not it is there.</summary>
    /// <param name="key">The key.</param>
    public TValue this[TKey key] => TValue.At(_builder, _builder.Entry<TKey, TKeyCodec>(_path, key));

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static DictionaryField<TMap, TMapCodec, TKey, TKeyCodec, TValue> At(PatchBuilder builder, PatchPath path) => new(builder, path);
}

/// <summary>A dictionary in a stored document that can be changed, as a whole or entry by entry. It can also be removed.</summary>
/// <typeparam name="TMap">The type of the member.</typeparam>
/// <typeparam name="TMapCodec">Its codec.</typeparam>
/// <typeparam name="TKey">The type of its keys.</typeparam>
/// <typeparam name="TKeyCodec">How they become names.</typeparam>
/// <typeparam name="TValue">What can be done with a value.</typeparam>
public readonly ref struct OptionalDictionaryField<TMap, TMapCodec, TKey, TKeyCodec, TValue> :
    IPatchNode<OptionalDictionaryField<TMap, TMapCodec, TKey, TKeyCodec, TValue>>
    where TMapCodec : struct, IJsonCodec<TMap>
    where TKeyCodec : struct, IJsonKeyCodec<TKey>
    where TValue : struct, IPatchNode<TValue>, allows ref struct
{
    private readonly PatchBuilder _builder;
    private readonly PatchPath _path;

    private OptionalDictionaryField(PatchBuilder builder, PatchPath path)
    {
        _builder = builder;
        _path = path;
    }

    /// <summary>Sets the value, whether or not it was there; missing parents are made.</summary>
    /// <param name="value">The value.</param>
    public void Set(TMap value) => _builder.Set<TMap, TMapCodec>(_path, value);

    /// <summary>Sets the value, which must not be there yet.</summary>
    /// <param name="value">The value.</param>
    public void Insert(TMap value) => _builder.Insert<TMap, TMapCodec>(_path, value);

    /// <summary>Sets the value, which must be there.</summary>
    /// <param name="value">The value.</param>
    public void Replace(TMap value) => _builder.Replace<TMap, TMapCodec>(_path, value);

    /// <summary>The entry of a key, whether or not it is there.</summary>
    /// <param name="key">The key.</param>
    public TValue this[TKey key] => TValue.At(_builder, _builder.Entry<TKey, TKeyCodec>(_path, key));

    /// <summary>Removes the value, which must be there.</summary>
    public void Remove() => _builder.Remove(_path);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static OptionalDictionaryField<TMap, TMapCodec, TKey, TKeyCodec, TValue> At(PatchBuilder builder, PatchPath path) =>
        new(builder, path);
}
