using System.ComponentModel;
using System.Text;
using Settee.Wire;

namespace Settee.Documents;

/// <summary>The path of a <see cref="Field{TDocument}"/>, encoded as it is sent. Made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct FieldPath
{
    private readonly byte[]? _utf8;

    // Said when the path is used: a member that no path leads to must not keep the others from being used.
    private readonly string? _problem;

    private FieldPath(byte[] utf8, bool isNested)
    {
        _utf8 = utf8;
        IsNested = isNested;
    }

    private FieldPath(string problem) => _problem = problem;

    /// <summary>Whether it leads through a member, which may be null.</summary>
    internal bool IsNested { get; }

    /// <summary>Whether all names on the way can be expressed.</summary>
    internal bool IsPossible => _problem is null;

    /// <exception cref="InvalidArgumentException">A name on the way cannot be expressed.</exception>
    internal ReadOnlySpan<byte> Utf8 => _problem is null ? _utf8 : throw new InvalidArgumentException(_problem);

    /// <summary>A member of a document.</summary>
    /// <param name="segment">Its name as a path component, quoted where it must be.</param>
    public static FieldPath Of(ReadOnlySpan<byte> segment) => new(segment.ToArray(), isNested: false);

    /// <summary>A member of a document whose name is more than plain text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="escaping">How the document writes it; the document is not asked, as it may be waiting for its fields.</param>
    public static FieldPath Of(string name, JsonEscaping escaping) =>
        OfName(default, name, escaping == JsonEscaping.Html ? JsonSettings.Html : JsonSettings.Default);

    /// <summary>A member of an object inside a document.</summary>
    /// <typeparam name="TDocument">The document type.</typeparam>
    /// <param name="parent">The object.</param>
    /// <param name="segment">The member's name as a path component, quoted where it must be.</param>
    public static FieldPath Of<TDocument>(Field<TDocument> parent, ReadOnlySpan<byte> segment)
        where TDocument : IDocument<TDocument> =>
        parent.Path._utf8 is { } utf8 ? new FieldPath([.. utf8, (byte)'.', .. segment], isNested: true) : parent.Path;

    /// <summary>A member of an object inside a document whose name is more than plain text.</summary>
    /// <typeparam name="TDocument">The document type.</typeparam>
    /// <param name="parent">The object.</param>
    /// <param name="name">The member's name.</param>
    public static FieldPath Of<TDocument>(Field<TDocument> parent, string name)
        where TDocument : IDocument<TDocument> =>
        OfName(parent.Path, name, TDocument.Schema.Json);

    /// <summary>An element of a list.</summary>
    /// <exception cref="InvalidArgumentException">The index counts from the end, and is not <c>^1</c>.</exception>
    internal static FieldPath Element(FieldPath list, Index index)
    {
        var path = new FrameBuffer();
        path.Write(list.Utf8);
        PathText.AppendIndex(path, index);
        return new FieldPath(path.Written.ToArray(), isNested: true);
    }

    /// <summary>An entry of a dictionary.</summary>
    /// <exception cref="InvalidArgumentException">No path can express the key.</exception>
    internal static FieldPath Entry<TKey, TKeyCodec>(FieldPath map, TKey key, JsonSettings settings)
        where TKeyCodec : struct, IJsonKeyCodec<TKey>
    {
        var path = new FrameBuffer();
        path.Write(map.Utf8);
        PathText.AppendDot(path, path.Length);
        PathText.AppendName<TKey, TKeyCodec>(path, key, settings);
        return new FieldPath(path.Written.ToArray(), isNested: map._utf8 is not null);
    }

    /// <summary>The path as text, for the server.</summary>
    /// <exception cref="InvalidArgumentException">A name on the way cannot be expressed.</exception>
    internal string ToText() => Encoding.UTF8.GetString(Utf8);

    /// <summary>The path as text, or why there is none.</summary>
    public override string ToString() => _problem ?? Encoding.UTF8.GetString(_utf8 ?? []);

    private static FieldPath OfName(FieldPath parent, string name, JsonSettings settings)
    {
        try
        {
            return parent._problem is null ? Entry<string, StringKeyCodec>(parent, name, settings) : parent;
        }
        catch (InvalidArgumentException e)
        {
            return new FieldPath(e.Message);
        }
    }
}
