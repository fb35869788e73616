using System.Buffers;
using System.Buffers.Text;
using Settee.Wire;

namespace Settee.Documents;

/// <summary>The text of paths, for patches and for fields: components joined by dots, indexes in brackets, names quoted where they must be.</summary>
internal static class PathText
{
    // What has a meaning in paths; a component with one of these stands between backticks.
    private static readonly SearchValues<byte> Quoted = SearchValues.Create(".[]`"u8);

    [ThreadStatic]
    private static FrameBuffer? t_scratch;

    /// <summary>Appends what separates a member from its parent.</summary>
    public static void AppendDot(FrameBuffer path, int parentLength)
    {
        if (parentLength > 0)
            path.Write("."u8);
    }

    /// <summary>Appends the place of an element in a list.</summary>
    /// <exception cref="InvalidArgumentException">It counts from the end, and is not the last one.</exception>
    public static void AppendIndex(FrameBuffer path, Index index)
    {
        if (index.IsFromEnd && index.Value != 1)
            throw new InvalidArgumentException("From the end of a list only the last element, ^1, can be addressed.");

        path.Write("["u8);
        Utf8Formatter.TryFormat(index.IsFromEnd ? -1 : index.Value, path.GetSpan(16), out var written);
        path.Advance(written);
        path.Write("]"u8);
    }

    /// <summary>Appends the name that a key of a dictionary becomes, by the conventions of the document.</summary>
    /// <exception cref="InvalidArgumentException">No path can express it.</exception>
    public static void AppendName<TKey, TKeyCodec>(FrameBuffer path, TKey key, JsonSettings settings)
        where TKeyCodec : struct, IJsonKeyCodec<TKey>
    {
        // As in JSON, without the quotes and the colon: the server compares names as they are written, escapes included.
        var scratch = t_scratch ??= new FrameBuffer();
        scratch.Reset();
        var writer = new JsonWriter(scratch);
        writer.Use(settings);
        TKeyCodec.Write(ref writer, key);
        writer.Flush();
        var name = scratch.Written[1..^2];
        if (name.IsEmpty || HasCodePointEscape(name))
        {
            throw new InvalidArgumentException(
                $"No path leads to the name '{key}': the server takes neither empty names nor those that JSON writes with \\u escapes "
                + "(control characters, characters outside of the basic plane, and with JsonEscaping.Html all that HTML could take for more than "
                + "text or that is not ASCII). Read and replace the object around it.");
        }

        if (!name.ContainsAny(Quoted))
        {
            path.Write(name);
            return;
        }

        path.Write("`"u8);
        for (int tick; (tick = name.IndexOf((byte)'`')) >= 0; name = name[(tick + 1)..])
        {
            path.Write(name[..tick]);
            path.Write("``"u8);
        }

        path.Write(name);
        path.Write("`"u8);
    }

    private static bool HasCodePointEscape(ReadOnlySpan<byte> name)
    {
        for (int escape; (escape = name.IndexOf((byte)'\\')) >= 0; name = name[(escape + 2)..])
        {
            if (name[escape + 1] == 'u')
                return true;
        }

        return false;
    }
}
