using System.ComponentModel;
using Settee.Wire;

namespace Settee.Documents;

/// <summary>A list in a stored document that can be changed, as a whole or element by element.</summary>
/// <typeparam name="TList">The type of the member.</typeparam>
/// <typeparam name="TListCodec">Its codec.</typeparam>
/// <typeparam name="T">The type of its elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
/// <typeparam name="TElement">What can be done with one of them.</typeparam>
public readonly ref struct ListField<TList, TListCodec, T, TCodec, TElement> :
    IPatchNode<ListField<TList, TListCodec, T, TCodec, TElement>>
    where TListCodec : struct, IJsonCodec<TList>
    where TCodec : struct, IJsonCodec<T>
    where TElement : struct, IPatchNode<TElement>, allows ref struct
{
    private readonly PatchBuilder _builder;
    private readonly PatchPath _path;

    private ListField(PatchBuilder builder, PatchPath path)
    {
        _builder = builder;
        _path = path;
    }

    /// <summary>Sets the value, whether or not it was there; missing parents are made.</summary>
    /// <param name="value">The value.</param>
    public void Set(TList value) => _builder.Set<TList, TListCodec>(_path, value);

    /// <summary>Sets the value, which must not be there yet.</summary>
    /// <param name="value">The value.</param>
    public void Insert(TList value) => _builder.Insert<TList, TListCodec>(_path, value);

    /// <summary>Sets the value, which must be there.</summary>
    /// <param name="value">The value.</param>
    public void Replace(TList value) => _builder.Replace<TList, TListCodec>(_path, value);

    /// <summary>An element that is there.</summary>
    /// <param name="index">From zero; the last element is <c>^1</c>.</param>
    public TElement this[Index index] => TElement.At(_builder, _builder.Element(_path, index));

    /// <summary>Adds an element at the end; a missing list is made.</summary>
    /// <param name="value">The element.</param>
    public void Append(T value) => _builder.AddToList<T, TCodec>(Opcode.SubdocArrayPushLast, _path, value);

    /// <summary>Adds an element at the front; a missing list is made.</summary>
    /// <param name="value">The element.</param>
    public void Prepend(T value) => _builder.AddToList<T, TCodec>(Opcode.SubdocArrayPushFirst, _path, value);

    /// <summary>Adds an element unless it is there already; works for strings, numbers, booleans and null.</summary>
    /// <param name="value">The element.</param>
    public void AddUnique(T value) => _builder.AddToList<T, TCodec>(Opcode.SubdocArrayAddUnique, _path, value);

    /// <summary>Adds an element in front of another; the list must be there.</summary>
    /// <param name="index">From zero; the length of the list appends.</param>
    /// <param name="value">The element.</param>
    public void InsertAt(int index, T value) =>
        _builder.AddToList<T, TCodec>(Opcode.SubdocArrayInsert, _builder.Element(_path, index), value);

    /// <summary>Removes an element that is there.</summary>
    /// <param name="index">From zero; the last element is <c>^1</c>.</param>
    public void RemoveAt(Index index) => _builder.Remove(_builder.Element(_path, index));

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ListField<TList, TListCodec, T, TCodec, TElement> At(PatchBuilder builder, PatchPath path) => new(builder, path);
}

/// <summary>A list in a stored document that can be changed, as a whole or element by element. It can also be removed.</summary>
/// <typeparam name="TList">The type of the member.</typeparam>
/// <typeparam name="TListCodec">Its codec.</typeparam>
/// <typeparam name="T">The type of its elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
/// <typeparam name="TElement">What can be done with one of them.</typeparam>
public readonly ref struct OptionalListField<TList, TListCodec, T, TCodec, TElement> :
    IPatchNode<OptionalListField<TList, TListCodec, T, TCodec, TElement>>
    where TListCodec : struct, IJsonCodec<TList>
    where TCodec : struct, IJsonCodec<T>
    where TElement : struct, IPatchNode<TElement>, allows ref struct
{
    private readonly PatchBuilder _builder;
    private readonly PatchPath _path;

    private OptionalListField(PatchBuilder builder, PatchPath path)
    {
        _builder = builder;
        _path = path;
    }

    /// <summary>Sets the value, whether or not it was there; missing parents are made.</summary>
    /// <param name="value">The value.</param>
    public void Set(TList value) => _builder.Set<TList, TListCodec>(_path, value);

    /// <summary>Sets the value, which must not be there yet.</summary>
    /// <param name="value">The value.</param>
    public void Insert(TList value) => _builder.Insert<TList, TListCodec>(_path, value);

    /// <summary>Sets the value, which must be there.</summary>
    /// <param name="value">The value.</param>
    public void Replace(TList value) => _builder.Replace<TList, TListCodec>(_path, value);

    /// <summary>An element that is there.</summary>
    /// <param name="index">From zero; the last element is <c>^1</c>.</param>
    public TElement this[Index index] => TElement.At(_builder, _builder.Element(_path, index));

    /// <summary>Adds an element at the end; a missing list is made.</summary>
    /// <param name="value">The element.</param>
    public void Append(T value) => _builder.AddToList<T, TCodec>(Opcode.SubdocArrayPushLast, _path, value);

    /// <summary>Adds an element at the front; a missing list is made.</summary>
    /// <param name="value">The element.</param>
    public void Prepend(T value) => _builder.AddToList<T, TCodec>(Opcode.SubdocArrayPushFirst, _path, value);

    /// <summary>Adds an element unless it is there already; works for strings, numbers, booleans and null.</summary>
    /// <param name="value">The element.</param>
    public void AddUnique(T value) => _builder.AddToList<T, TCodec>(Opcode.SubdocArrayAddUnique, _path, value);

    /// <summary>Adds an element in front of another; the list must be there.</summary>
    /// <param name="index">From zero; the length of the list appends.</param>
    /// <param name="value">The element.</param>
    public void InsertAt(int index, T value) =>
        _builder.AddToList<T, TCodec>(Opcode.SubdocArrayInsert, _builder.Element(_path, index), value);

    /// <summary>Removes an element that is there.</summary>
    /// <param name="index">From zero; the last element is <c>^1</c>.</param>
    public void RemoveAt(Index index) => _builder.Remove(_builder.Element(_path, index));

    /// <summary>Removes the value, which must be there.</summary>
    public void Remove() => _builder.Remove(_path);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static OptionalListField<TList, TListCodec, T, TCodec, TElement> At(PatchBuilder builder, PatchPath path) =>
        new(builder, path);
}
