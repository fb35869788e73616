using System.Text;
using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>One step of a path: a field name or an index.</summary>
internal readonly struct PathComponent
{
    private PathComponent(byte[]? name, long index)
    {
        Name = name;
        Index = index;
    }

    /// <summary>Null for an index.</summary>
    public byte[]? Name { get; }

    public long Index { get; }

    public bool IsIndex => Name is null;

    /// <summary>Whether the step means the last element, whichever it is.</summary>
    public bool IsLast => IsIndex && Index < 0;

    public static PathComponent Field(byte[] name) => new(name, 0);

    public static PathComponent Element(long index) => new(null, index);
}

/// <summary>
/// Reads paths: names separated by dots, indexes in brackets, backticks around what would otherwise be syntax. A dot at the end and empty
/// brackets pass, as they do on the server.
/// </summary>
internal static class JsonPath
{
    /// <summary>A path and the root it begins at have 32 steps together.</summary>
    public const int MaxComponents = 31;

    public static Status Parse(ReadOnlySpan<byte> path, List<PathComponent> components)
    {
        components.Clear();
        var rest = path;
        while (!rest.IsEmpty)
        {
            var status = rest[0] == '[' ? ParseIndex(ref rest, components) : ParseName(ref rest, components);
            if (status != Status.Success)
                return status;
        }

        return Status.Success;
    }

    private static Status ParseIndex(ref ReadOnlySpan<byte> rest, List<PathComponent> components)
    {
        var end = rest.IndexOf((byte)']');
        if (end < 0)
            return Status.SubdocPathInvalid;

        var digits = rest[1..end];
        long index = 0;
        if (digits.StartsWith("-"u8))
        {
            if (!digits.SequenceEqual("-1"u8))
                return Status.SubdocPathInvalid;
            index = -1;
        }
        else
        {
            foreach (var digit in digits)
            {
                if (digit is < (byte)'0' or > (byte)'9' || index > long.MaxValue / 10 - 10)
                    return Status.SubdocPathInvalid;
                index = (index * 10) + (digit - '0');
            }
        }

        if (components.Count == MaxComponents)
            return Status.SubdocPathTooBig;

        components.Add(PathComponent.Element(index));
        rest = rest[(end + 1)..];
        if (rest.IsEmpty || rest[0] == '[')
            return Status.Success;
        if (rest[0] != '.')
            return Status.SubdocPathInvalid;

        rest = rest[1..];
        return Status.Success;
    }

    private static Status ParseName(ref ReadOnlySpan<byte> rest, List<PathComponent> components)
    {
        var quoted = false;
        var escaped = false;
        var backticks = 0;
        var length = 0;
        for (; length < rest.Length; length++)
        {
            var c = rest[length];
            if (escaped)
            {
                // Escapes are compared as text, so those of code points cannot be.
                if (!"\"/\\bfnrt"u8.Contains(c))
                    return Status.SubdocPathInvalid;
                escaped = false;
            }
            else if (c == '\\')
            {
                escaped = true;
            }
            else if (c == '"' || c < 0x1f)
            {
                return Status.SubdocPathInvalid;
            }

            if (c == '`')
            {
                backticks++;
                quoted = !quoted;
            }

            if (quoted)
                continue;
            if (c == ']')
                return Status.SubdocPathInvalid;
            if (c is (byte)'[' or (byte)'.')
                break;
        }

        if (quoted || escaped)
            return Status.SubdocPathInvalid;

        var name = rest[..length];
        rest = length < rest.Length && rest[length] == '.' ? rest[(length + 1)..] : rest[length..];
        if (name is [(byte)'`', .., (byte)'`'])
        {
            name = name[1..^1];
            backticks -= 2;
        }

        if (components.Count == MaxComponents)
            return Status.SubdocPathTooBig;
        if (name.IsEmpty)
            return Status.SubdocPathInvalid;

        components.Add(PathComponent.Field(backticks > 0 ? WithoutDoubledBackticks(name) : name.ToArray()));
        return Status.Success;
    }

    private static byte[] WithoutDoubledBackticks(ReadOnlySpan<byte> name)
    {
        var result = new List<byte>(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != '`')
                result.Add(name[i]);
            else if (i + 1 < name.Length && name[i + 1] == '`')
                result.Add(name[i++]);
        }

        return [.. result];
    }
}
