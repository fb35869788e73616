using System.ComponentModel;
using Settee.Documents;

namespace Settee;

/// <summary>A place in the documents of a type, whatever is there.</summary>
/// <typeparam name="TDocument">The document type.</typeparam>
public abstract class Field<TDocument>
    where TDocument : IDocument<TDocument>
{
    private protected Field(FieldPath path) => Path = path;

    internal FieldPath Path { get; }

    internal abstract Wire.Opcode Opcode { get; }

    /// <summary>The path as the server takes it, for example <c>address.city</c> or <c>tags[-1]</c>.</summary>
    public sealed override string ToString() => Path.ToString();
}

/// <summary>
/// A place in the documents of a type, with the type of what is read there. Generated for every member as <c>Airline.Fields.Name</c>,
/// through objects, lists (<c>Fields.Stops[0].City</c>) and dictionaries (<c>Fields.Floors["ground"]</c>). Fields of members are made once
/// and kept; an element or entry makes its path when it is named, so one that is read often is best kept in a static field.
/// </summary>
/// <typeparam name="TDocument">The document type.</typeparam>
/// <typeparam name="TValue">The type of what is read; nullable where nothing may be there.</typeparam>
public class Field<TDocument, TValue> : Field<TDocument>
    where TDocument : IDocument<TDocument>
{
    /// <summary>Called by generated code.</summary>
    /// <param name="path">Where.</param>
    /// <param name="reader">How it is read.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Field(FieldPath path, FieldReader<TValue> reader)
        : base(path)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Reader = reader;
    }

    internal FieldReader<TValue> Reader { get; }

    internal sealed override Wire.Opcode Opcode => Reader.Opcode;
}

/// <summary>A list in the documents of a type, and its elements.</summary>
/// <typeparam name="TDocument">The document type.</typeparam>
/// <typeparam name="TList">The type of the list.</typeparam>
/// <typeparam name="TElement">The fields of an element.</typeparam>
public sealed class FieldList<TDocument, TList, TElement> : Field<TDocument, TList>
    where TDocument : IDocument<TDocument>
{
    private readonly Func<FieldPath, TElement> _element;

    /// <summary>Called by generated code.</summary>
    /// <param name="path">Where.</param>
    /// <param name="reader">How the list is read.</param>
    /// <param name="element">Makes the fields of an element.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public FieldList(FieldPath path, FieldReader<TList> reader, Func<FieldPath, TElement> element)
        : base(path, reader) =>
        _element = element;

    /// <summary>An element, which is read as null when the list is shorter.</summary>
    /// <param name="index">From zero; the last element is <c>^1</c>, and no other can be counted from the end.</param>
    public TElement this[Index index] => _element(FieldPath.Element(Path, index));
}

/// <summary>
/// The members of an object that its type does not declare, which a member with <c>[JsonExtensionData]</c> keeps. They stand beside the declared
/// ones, so there is no value of all of them to be read by itself.
/// </summary>
/// <typeparam name="TDocument">The document type.</typeparam>
/// <typeparam name="TEntry">The fields of a value.</typeparam>
public sealed class FieldEntries<TDocument, TEntry>
    where TDocument : IDocument<TDocument>
{
    private readonly Field<TDocument>? _parent;
    private readonly Func<FieldPath, TEntry> _entry;

    /// <summary>Called by generated code.</summary>
    /// <param name="parent">The object; null for the document itself.</param>
    /// <param name="entry">Makes the fields of a value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public FieldEntries(Field<TDocument>? parent, Func<FieldPath, TEntry> entry)
    {
        _parent = parent;
        _entry = entry;
    }

    /// <summary>The value of a member, which is read as null when there is none.</summary>
    /// <param name="name">Its name in JSON; dots, brackets, backticks and quotes in it are quoted in the path.</param>
    /// <exception cref="InvalidArgumentException">No path can express the name.</exception>
    public TEntry this[string name] =>
        _entry(FieldPath.Entry<string, StringKeyCodec>(_parent?.Path ?? default, name, TDocument.Schema.Json));
}

/// <summary>A dictionary in the documents of a type, and its entries.</summary>
/// <typeparam name="TDocument">The document type.</typeparam>
/// <typeparam name="TMap">The type of the dictionary.</typeparam>
/// <typeparam name="TKey">The type of its keys.</typeparam>
/// <typeparam name="TEntry">The fields of a value.</typeparam>
public sealed class FieldMap<TDocument, TMap, TKey, TEntry> : Field<TDocument, TMap>
    where TDocument : IDocument<TDocument>
{
    private readonly FieldKeys<TKey> _keys;
    private readonly Func<FieldPath, TEntry> _entry;

    /// <summary>Called by generated code.</summary>
    /// <param name="path">Where.</param>
    /// <param name="reader">How the dictionary is read.</param>
    /// <param name="keys">How keys become names.</param>
    /// <param name="entry">Makes the fields of a value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public FieldMap(FieldPath path, FieldReader<TMap> reader, FieldKeys<TKey> keys, Func<FieldPath, TEntry> entry)
        : base(path, reader)
    {
        _keys = keys;
        _entry = entry;
    }

    /// <summary>The value of a key, which is read as null when there is none.</summary>
    /// <param name="key">The key; dots, brackets, backticks and quotes in it are quoted in the path.</param>
    public TEntry this[TKey key] => _entry(_keys.Entry(Path, key, TDocument.Schema.Json));
}
