using System.Buffers.Text;
using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>
/// The changes of sub-document commands, made on text: what is not changed keeps its spelling and blanks. A change answers a status and
/// leaves the new text in <see cref="Result"/>.
/// </summary>
internal sealed class JsonEdit
{
    private readonly List<PathComponent> _path = [];

    /// <summary>The changed document.</summary>
    public byte[] Result { get; private set; } = [];

    /// <summary>What a counter became, as text.</summary>
    public byte[] Number { get; private set; } = [];

    /// <summary>Reads a path of a document.</summary>
    public Status Get(ReadOnlySpan<byte> document, ReadOnlySpan<byte> path, out Range value)
    {
        value = default;
        var status = Locate(document, path, out var match);
        if (status != Status.Success)
            return status;

        value = match.Value;
        return match.Found ? Status.Success : Status.SubdocPathNotFound;
    }

    public Status Count(ReadOnlySpan<byte> document, ReadOnlySpan<byte> path, out int count)
    {
        count = 0;
        var status = Locate(document, path, out var match);
        if (status != Status.Success)
            return status;
        if (!match.Found)
            return Status.SubdocPathNotFound;

        count = match.Children;
        return match.IsObject || match.IsArray ? Status.Success : Status.SubdocPathMismatch;
    }

    public Status Apply(Opcode opcode, ReadOnlySpan<byte> document, ReadOnlySpan<byte> path, ReadOnlySpan<byte> value, bool createParents)
    {
        var status = JsonPath.Parse(path, _path);
        if (status != Status.Success)
            return status;

        return opcode switch
        {
            Opcode.SubdocDictAdd or Opcode.SubdocDictUpsert or Opcode.SubdocReplace => Store(opcode, document, value, createParents),
            Opcode.SubdocDelete => Remove(document),
            Opcode.SubdocArrayPushLast => PushLast(document, value, createParents, unique: false),
            Opcode.SubdocArrayAddUnique => PushLast(document, value, createParents, unique: true),
            Opcode.SubdocArrayPushFirst => PushFirst(document, value, createParents),
            Opcode.SubdocArrayInsert => Insert(document, value),
            Opcode.SubdocCounter => AddNumber(document, value, createParents),
            _ => Status.NotSupported,
        };
    }

    private Status Locate(ReadOnlySpan<byte> document, ReadOnlySpan<byte> path, out JsonMatch match)
    {
        match = default;
        var status = JsonPath.Parse(path, _path);
        return status == Status.Success ? JsonMatch.Find(document, _path, out match) : status;
    }

    private Status Store(Opcode opcode, ReadOnlySpan<byte> document, ReadOnlySpan<byte> value, bool createParents)
    {
        if (_path.Count == 0)
            return Status.SubdocValueCannotInsert;

        var status = JsonValues.Validate(value, JsonMatch.MaxLevels - _path.Count, ValueShape.One);
        if (status == Status.Success)
            status = JsonMatch.Find(document, _path, out var match) is var found && found != Status.Success
                ? found
                : StoreAt(opcode, document, value, createParents, match);
        return status;
    }

    private Status StoreAt(Opcode opcode, ReadOnlySpan<byte> document, ReadOnlySpan<byte> value, bool createParents, in JsonMatch match)
    {
        if (opcode != Opcode.SubdocReplace && _path[^1].IsIndex)
            return Status.SubdocPathInvalid;
        if (match.Found)
        {
            if (opcode == Opcode.SubdocDictAdd)
                return Status.SubdocPathExists;

            Result = Join(document[..match.Value.Start], value, document[match.Value.End..]);
            return Status.Success;
        }

        if (opcode == Opcode.SubdocReplace)
            return Status.SubdocPathNotFound;

        var parentExists = match.Depth == _path.Count - 1;
        return parentExists || createParents
            ? CreateFields(document, value, match, asArray: false)
            : Status.SubdocPathNotFound;
    }

    /// <summary>Writes the missing steps of the path into the deepest container that exists; only fields can be made, not elements.</summary>
    private Status CreateFields(ReadOnlySpan<byte> document, ReadOnlySpan<byte> value, in JsonMatch match, bool asArray)
    {
        var front = new List<byte>();
        if (match.Children > 0)
            front.Add((byte)',');
        for (var i = match.Depth; i < _path.Count; i++)
        {
            if (_path[i].Name is not { } name)
                return Status.SubdocPathNotFound;
            if (i > match.Depth)
                front.Add((byte)'{');
            front.Add((byte)'"');
            front.AddRange(name);
            front.AddRange("\":"u8);
        }

        var back = new List<byte>();
        if (asArray)
        {
            front.Add((byte)'[');
            back.Add((byte)']');
        }

        back.AddRange(Enumerable.Repeat((byte)'}', _path.Count - match.Depth - 1));
        var end = match.Value.End.Value - 1;
        Result = Join(document[..end], [.. front], value, [.. back], document[end..]);
        return Status.Success;
    }

    private Status Remove(ReadOnlySpan<byte> document)
    {
        if (_path.Count == 0)
            return Status.SubdocValueCannotInsert;

        var status = JsonMatch.Find(document, _path, out var match);
        if (status != Status.Success)
            return status;
        if (!match.Found)
            return Status.SubdocPathNotFound;

        // The comma that goes is the one behind, or the one in front of the last entry.
        var front = document[..match.EntryStart];
        var back = document[match.Value.End..];
        var next = new JsonScanner(back);
        next.SkipBlanks();
        if (next.Current == ',')
            back = back[(next.Position + 1)..];
        else if (match.Position > 0)
            front = front[..front.LastIndexOf((byte)',')];

        Result = Join(front, back);
        return Status.Success;
    }

    private Status PushLast(ReadOnlySpan<byte> document, ReadOnlySpan<byte> value, bool createParents, bool unique)
    {
        var status = JsonValues.Validate(value, JsonMatch.MaxLevels - 1 - _path.Count, unique ? ValueShape.Primitive : ValueShape.Series);
        if (status != Status.Success)
            return status;
        if (_path.Count == 0 && !unique)
            return PushLastOfRoot(document, value);

        status = JsonMatch.Find(document, _path, out var match);
        if (status != Status.Success)
            return status;
        if (!match.Found)
            return createParents ? CreateFields(document, value, match, asArray: true) : Status.SubdocPathNotFound;
        if (!match.IsArray)
            return Status.SubdocPathMismatch;

        if (unique)
        {
            status = JsonValues.CheckUnique(document[match.Value], value);
            if (status != Status.Success)
                return status;
        }

        if (match.Children == 0)
            return FillEmpty(document, value, match);

        var end = match.Value.End.Value - 1;
        Result = Join(document[..end], ","u8, value, document[end..]);
        return Status.Success;
    }

    /// <summary>The whole document as an array: its end is found from behind, and blanks around the end go.</summary>
    private Status PushLastOfRoot(ReadOnlySpan<byte> document, ReadOnlySpan<byte> value)
    {
        var text = document.TrimEnd(" \t\n\r"u8);
        if (text.Length < 2 || text[^1] != ']')
            return text.Length > 1 && text[^1] == '}' ? Status.SubdocPathMismatch : Status.SubdocDocumentNotJson;

        var front = text[..^1].TrimEnd(" \t\n\r"u8);
        Result = front[^1] == '[' ? Join(front, value, "]"u8) : Join(front, ","u8, value, "]"u8);
        return Status.Success;
    }

    private Status PushFirst(ReadOnlySpan<byte> document, ReadOnlySpan<byte> value, bool createParents)
    {
        var status = JsonValues.Validate(value, JsonMatch.MaxLevels - 1 - _path.Count, ValueShape.Series);
        if (status != Status.Success)
            return status;
        if (_path.Count == JsonPath.MaxComponents)
            return Status.SubdocPathTooBig;

        _path.Add(PathComponent.Element(0));
        status = JsonMatch.Find(document, _path, out var match);
        _path.RemoveAt(_path.Count - 1);
        if (status != Status.Success)
            return status;
        if (match.Found)
        {
            Result = Join(document[..match.EntryStart], value, ","u8, document[match.EntryStart..]);
            return Status.Success;
        }

        if (match.Depth == _path.Count)
            return FillEmpty(document, value, match);

        return createParents ? CreateFields(document, value, match, asArray: true) : Status.SubdocPathNotFound;
    }

    private Status Insert(ReadOnlySpan<byte> document, ReadOnlySpan<byte> value)
    {
        var status = JsonValues.Validate(value, JsonMatch.MaxLevels - _path.Count, ValueShape.Series);
        if (status != Status.Success)
            return status;
        if (_path.Count == 0 || !_path[^1].IsIndex || _path[^1].IsLast)
            return Status.SubdocPathInvalid;

        status = JsonMatch.Find(document, _path, out var match);
        if (status != Status.Success)
            return status;
        if (match.Found)
        {
            Result = Join(document[..match.EntryStart], value, ","u8, document[match.EntryStart..]);
            return Status.Success;
        }

        if (match.Depth != _path.Count - 1 || match.Children != _path[^1].Index)
            return Status.SubdocPathNotFound;
        if (match.Children == 0)
            return FillEmpty(document, value, match);

        var end = match.Value.End.Value - 1;
        Result = Join(document[..end], ","u8, value, document[end..]);
        return Status.Success;
    }

    private Status FillEmpty(ReadOnlySpan<byte> document, ReadOnlySpan<byte> value, in JsonMatch match)
    {
        Result = Join(document[..(match.Value.Start.Value + 1)], value, document[(match.Value.End.Value - 1)..]);
        return Status.Success;
    }

    private Status AddNumber(ReadOnlySpan<byte> document, ReadOnlySpan<byte> value, bool createParents)
    {
        if (!JsonValues.TryParseDelta(value, out var delta))
            return Status.SubdocDeltaInvalid;

        var status = JsonMatch.Find(document, _path, out var match);
        if (status != Status.Success)
            return status;
        if (!match.Found)
        {
            if (!match.IsObject || (!createParents && match.Depth != _path.Count - 1))
                return Status.SubdocPathNotFound;

            Number = Text(delta);
            return CreateFields(document, Number, match, asArray: false);
        }

        status = JsonValues.ParseInteger(document[match.Value], out var number);
        if (status != Status.Success)
            return status;

        try
        {
            Number = Text(checked(number + delta));
        }
        catch (OverflowException)
        {
            return Status.SubdocValueCannotInsert;
        }

        Result = Join(document[..match.Value.Start], Number, document[match.Value.End..]);
        return Status.Success;
    }

    private static byte[] Text(long number)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, text, out var length);
        return text[..length].ToArray();
    }

    private static byte[] Join(
        ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c = default, ReadOnlySpan<byte> d = default, ReadOnlySpan<byte> e = default)
    {
        var result = new byte[a.Length + b.Length + c.Length + d.Length + e.Length];
        var rest = result.AsSpan();
        a.CopyTo(rest);
        b.CopyTo(rest = rest[a.Length..]);
        c.CopyTo(rest = rest[b.Length..]);
        d.CopyTo(rest = rest[c.Length..]);
        e.CopyTo(rest[d.Length..]);
        return result;
    }
}
