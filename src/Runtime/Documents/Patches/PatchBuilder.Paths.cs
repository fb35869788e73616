using System.Buffers;
using System.Buffers.Text;

namespace Settee.Documents;

public sealed partial class PatchBuilder
{
    // What has a meaning in paths; a component with one of these stands between backticks.
    private static readonly SearchValues<byte> Quoted = SearchValues.Create(".[]`"u8);

    /// <summary>The path of a member.</summary>
    /// <param name="parent">The object.</param>
    /// <param name="segment">The member's name as a path component, quoted where it must be.</param>
    public PatchPath Member(PatchPath parent, ReadOnlySpan<byte> segment)
    {
        var offset = CopyParent(parent);
        _paths.Write(segment);
        return new PatchPath(offset, _paths.Length - offset, endsInIndex: false);
    }

    /// <summary>The path of an element of a list.</summary>
    /// <param name="parent">The list.</param>
    /// <param name="index">From zero; the last element is <c>^1</c>.</param>
    internal PatchPath Element(PatchPath parent, Index index)
    {
        if (index.IsFromEnd && index.Value != 1)
            throw new InvalidArgumentException("From the end of a list only the last element, ^1, can be addressed.");

        var offset = _paths.Length;
        CopyBytes(parent);
        _paths.Write("["u8);
        Utf8Formatter.TryFormat(index.IsFromEnd ? -1 : index.Value, _paths.GetSpan(16), out var written);
        _paths.Advance(written);
        _paths.Write("]"u8);
        return new PatchPath(offset, _paths.Length - offset, endsInIndex: true);
    }

    /// <summary>The path of an entry of a dictionary.</summary>
    internal PatchPath Entry<TKey, TKeyCodec>(PatchPath parent, TKey key)
        where TKeyCodec : struct, IJsonKeyCodec<TKey>
    {
        // As in JSON, without the quotes and the colon: quotes and backslashes inside keep their escapes in paths.
        _name.Reset();
        var writer = new JsonWriter(_name);
        TKeyCodec.Write(ref writer, key);
        writer.Flush();
        var name = _name.Written[1..^2];

        var offset = CopyParent(parent);
        if (!name.IsEmpty && !name.ContainsAny(Quoted))
        {
            _paths.Write(name);
        }
        else
        {
            _paths.Write("`"u8);
            for (int tick; (tick = name.IndexOf((byte)'`')) >= 0; name = name[(tick + 1)..])
            {
                _paths.Write(name[..tick]);
                _paths.Write("``"u8);
            }

            _paths.Write(name);
            _paths.Write("`"u8);
        }

        return new PatchPath(offset, _paths.Length - offset, endsInIndex: false);
    }

    private int CopyParent(PatchPath parent)
    {
        var offset = _paths.Length;
        if (parent.Length > 0)
        {
            CopyBytes(parent);
            _paths.Write("."u8);
        }

        return offset;
    }

    private void CopyBytes(PatchPath parent)
    {
        // Room first: the parent lies in the same buffer, which may move when it grows.
        _paths.GetSpan(parent.Length);
        _paths.Write(_paths.Written.Slice(parent.Offset, parent.Length));
    }
}
