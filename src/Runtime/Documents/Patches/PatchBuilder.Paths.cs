namespace Settee.Documents;

public sealed partial class PatchBuilder
{
    /// <summary>A member of an object.</summary>
    /// <typeparam name="TNode">What can be done with it.</typeparam>
    /// <param name="parent">The object.</param>
    /// <param name="segment">The member's name as a path component, quoted where it must be.</param>
    public TNode Member<TNode>(PatchPath parent, ReadOnlySpan<byte> segment)
        where TNode : struct, IPatchNode<TNode>, allows ref struct
    {
        var offset = CopyParent(parent);
        PathText.AppendDot(_paths, parent.Length);
        _paths.Write(segment);
        return TNode.At(this, new PatchPath(offset, _paths.Length - offset, endsInIndex: false));
    }

    /// <summary>A member of an object whose name is more than plain text.</summary>
    /// <typeparam name="TNode">What can be done with it.</typeparam>
    /// <param name="parent">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <exception cref="InvalidArgumentException">No path can express the name.</exception>
    public TNode Member<TNode>(PatchPath parent, string name)
        where TNode : struct, IPatchNode<TNode>, allows ref struct =>
        TNode.At(this, Entry<string, StringKeyCodec>(parent, name));

    /// <summary>The path of an element of a list.</summary>
    /// <param name="parent">The list.</param>
    /// <param name="index">From zero; the last element is <c>^1</c>.</param>
    internal PatchPath Element(PatchPath parent, Index index)
    {
        var offset = CopyParent(parent);
        PathText.AppendIndex(_paths, index);
        return new PatchPath(offset, _paths.Length - offset, endsInIndex: true);
    }

    /// <summary>The path of an entry of a dictionary.</summary>
    internal PatchPath Entry<TKey, TKeyCodec>(PatchPath parent, TKey key)
        where TKeyCodec : struct, IJsonKeyCodec<TKey>
    {
        var offset = CopyParent(parent);
        PathText.AppendDot(_paths, parent.Length);
        PathText.AppendName<TKey, TKeyCodec>(_paths, key, _settings);
        return new PatchPath(offset, _paths.Length - offset, endsInIndex: false);
    }

    private int CopyParent(PatchPath parent)
    {
        // Room first: the parent lies in the same buffer, which may move when it grows.
        var offset = _paths.Length;
        _paths.GetSpan(parent.Length);
        _paths.Write(_paths.Written.Slice(parent.Offset, parent.Length));
        return offset;
    }
}
