using System.Text;
using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>
/// Where a path leads in a document. Found: the value and what surrounds it. Not found: the deepest container that exists on the way,
/// which is where new fields go.
/// </summary>
internal struct JsonMatch
{
    /// <summary>More levels than this are refused wherever the search comes across them.</summary>
    public const int MaxLevels = 32;

    public bool Found { get; private set; }

    /// <summary>The value found, or the deepest existing container.</summary>
    public Range Value { get; private set; }

    /// <summary>Where the field's name begins, with its quote; the value's start for elements.</summary>
    public int EntryStart { get; private set; }

    /// <summary>Place of the value among its siblings.</summary>
    public int Position { get; private set; }

    /// <summary>Entries of <see cref="Value"/> if it is a container.</summary>
    public int Children { get; private set; }

    /// <summary>How many steps of the path exist.</summary>
    public int Depth { get; private set; }

    /// <summary>The kind of <see cref="Value"/> by its first byte.</summary>
    public byte Kind { get; private set; }

    public readonly bool IsObject => Kind == '{';

    public readonly bool IsArray => Kind == '[';

    /// <summary>Looks for the path; the status tells when the document contradicts it.</summary>
    public static Status Find(ReadOnlySpan<byte> document, List<PathComponent> path, out JsonMatch match)
    {
        match = default;
        var scanner = new JsonScanner(document);
        scanner.SkipBlanks();

        // Text and nothing cannot be walked into at all.
        if (scanner.AtEnd || scanner.Current == '"')
            return Status.SubdocDocumentNotJson;

        match.EntryStart = scanner.Position;
        for (var depth = 0; depth < path.Count; depth++)
        {
            match.Kind = scanner.Current;
            if (!Fits(match.Kind, path[depth]))
                return Status.SubdocPathMismatch;

            match.Depth = depth;
            var status = match.Enter(ref scanner, path, depth);
            if (status != Status.Success)
                return status;
            if (!match.Found)
                return Status.Success;
        }

        return match.Complete(ref scanner, path.Count);
    }

    /// <summary>Whether a step can be taken into a value that begins so.</summary>
    private static bool Fits(byte kind, PathComponent step) => step.IsIndex ? kind == '[' : kind == '{';

    /// <summary>Goes through a container for the wanted entry; the scanner stops at its value, or behind the container.</summary>
    private Status Enter(ref JsonScanner scanner, List<PathComponent> path, int depth)
    {
        var step = path[depth];
        var start = scanner.Position;
        var isObject = Kind == '{';
        var mismatch = false;
        var count = 0;
        var lastStart = -1;
        Found = false;
        scanner.Position++;
        scanner.SkipBlanks();
        while (scanner.Current is not ((byte)'}' or (byte)']'))
        {
            var entry = scanner.Position;
            var wanted = false;
            if (isObject)
            {
                scanner.SkipString();
                wanted = NameEquals(scanner.Text[(entry + 1)..(scanner.Position - 1)], step.Name);
                scanner.SkipBlanks();
                scanner.TrySkip((byte)':');
                scanner.SkipBlanks();
            }
            else
            {
                wanted = step.Index == count;
            }

            if (wanted && (depth + 1 == path.Count || Fits(scanner.Current, path[depth + 1])))
            {
                Found = true;
                EntryStart = entry;
                Position = count;
                return Status.Success;
            }

            // A name may occur again, so a field of the wrong kind does not end the search.
            mismatch |= wanted;
            lastStart = scanner.Position;
            if (Skip(ref scanner, depth + 1) is var status and not Status.Success)
                return status;

            count++;
            scanner.SkipBlanks();
            if (scanner.TrySkip((byte)','))
                scanner.SkipBlanks();
        }

        if (step.IsLast && lastStart >= 0)
            return EnterLast(ref scanner, path, depth, lastStart, count);
        if (mismatch)
            return Status.SubdocPathMismatch;

        scanner.Position++;
        Value = start..scanner.Position;
        Children = count;
        return Status.Success;
    }

    private Status EnterLast(ref JsonScanner scanner, List<PathComponent> path, int depth, int lastStart, int count)
    {
        scanner.Position = lastStart;
        if (depth + 1 < path.Count && !Fits(scanner.Current, path[depth + 1]))
            return Status.SubdocPathMismatch;

        Found = true;
        EntryStart = lastStart;
        Position = count - 1;
        return Status.Success;
    }

    private Status Complete(ref JsonScanner scanner, int depth)
    {
        Found = true;
        Depth = depth;
        Kind = scanner.Current;
        var start = scanner.Position;
        if (Skip(ref scanner, depth) is var status and not Status.Success)
            return status;

        Value = start..scanner.Position;
        Children = IsObject || IsArray ? CountEntries(scanner.Text[Value]) : 0;
        return Status.Success;
    }

    private static Status Skip(ref JsonScanner scanner, int depth)
    {
        var inner = new JsonScanner(scanner.Text) { Position = scanner.Position };
        if (!inner.SkipValue())
            return Status.SubdocDocumentNotJson;

        scanner.Position = inner.Position;
        return depth + inner.Deepest > MaxLevels ? Status.SubdocDocumentTooDeep : Status.Success;
    }

    public static int CountEntries(ReadOnlySpan<byte> container)
    {
        var scanner = new JsonScanner(container) { Position = 1 };
        var isObject = container[0] == '{';
        var count = 0;
        scanner.SkipBlanks();
        while (scanner.Current is not ((byte)'}' or (byte)']'))
        {
            if (isObject)
            {
                scanner.SkipString();
                scanner.SkipBlanks();
                scanner.TrySkip((byte)':');
            }

            if (!scanner.SkipValue())
                break;
            count++;
            scanner.SkipBlanks();
            if (scanner.TrySkip((byte)','))
                scanner.SkipBlanks();
        }

        return count;
    }

    /// <summary>Names are compared as text, but for escapes of code points in the document.</summary>
    private static bool NameEquals(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> name)
    {
        if (raw.IndexOf("\\u"u8) < 0)
            return raw.SequenceEqual(name);

        var text = Encoding.UTF8.GetString(raw);
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 5 < text.Length && text[i + 1] == 'u'
                && ushort.TryParse(text.AsSpan(i + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit))
            {
                result.Append((char)unit);
                i += 5;
            }
            else
            {
                result.Append(text[i]);
                if (text[i] == '\\' && i + 1 < text.Length)
                    result.Append(text[++i]);
            }
        }

        return name.SequenceEqual(Encoding.UTF8.GetBytes(result.ToString()));
    }
}
