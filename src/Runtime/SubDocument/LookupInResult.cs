using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Settee.Dispatch;
using Settee.Wire;

namespace Settee;

/// <summary>The answers of a lookup, in the order of the questions. What went wrong with one path shows when its answer is taken.</summary>
public sealed class LookupInResult
{
    private readonly byte[] _body;
    private readonly LookupEntry[] _entries;
    private readonly OperationContext? _context;

    internal LookupInResult(Cas cas, bool isDeleted, byte[] body, LookupEntry[] entries, OperationContext? context)
    {
        Cas = cas;
        IsDeleted = isDeleted;
        _body = body;
        _entries = entries;
        _context = context;
    }

    /// <summary>The version of the document.</summary>
    public Cas Cas { get; }

    /// <summary>Whether the document is deleted; only with <see cref="LookupInOptions.AccessDeleted"/>.</summary>
    public bool IsDeleted { get; }

    /// <summary>How many answers there are.</summary>
    public int Count => _entries.Length;

    /// <summary>Whether there is something at the path of a question.</summary>
    /// <param name="index">The question, from 0.</param>
    /// <exception cref="PathException">The path could not be followed.</exception>
    /// <exception cref="InvalidArgumentException">There is no such question.</exception>
    public bool Exists(int index)
    {
        ref readonly var entry = ref EntryAt(index);
        return entry.Status switch
        {
            Status.Success => true,
            Status.SubdocPathNotFound => false,
            _ => throw ErrorOf(entry),
        };
    }

    /// <summary>The JSON (or, for binary attributes, the bytes) at the path of a question; for questions of existence, true or false.</summary>
    /// <param name="index">The question, from 0.</param>
    /// <exception cref="PathNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="PathException">The path could not be followed.</exception>
    /// <exception cref="InvalidArgumentException">There is no such question.</exception>
    public ReadOnlyMemory<byte> ContentOf(int index)
    {
        ref readonly var entry = ref EntryAt(index);
        if (entry.IsExists)
            return Exists(index) ? "true"u8.ToArray() : "false"u8.ToArray();

        return entry.Status == Status.Success ? _body.AsMemory(entry.Offset, entry.Length) : throw ErrorOf(entry);
    }

    /// <summary>The JSON at the path of a question, as text.</summary>
    /// <param name="index">The question, from 0.</param>
    /// <exception cref="PathException">There is nothing at the path, or it could not be followed.</exception>
    public string TextOf(int index) => Encoding.UTF8.GetString(ContentOf(index).Span);

    /// <summary>The JSON at the path of a question.</summary>
    /// <param name="index">The question, from 0.</param>
    /// <exception cref="PathException">There is nothing at the path, or it could not be followed.</exception>
    /// <exception cref="JsonException">A binary attribute is no JSON.</exception>
    public JsonElement JsonOf(int index) => JsonDom.Parse(ContentOf(index).Span);

    /// <summary>The integer at the path of a question, for example a count.</summary>
    /// <param name="index">The question, from 0.</param>
    /// <exception cref="PathException">There is nothing at the path, or it could not be followed.</exception>
    /// <exception cref="FormatException">It is no integer.</exception>
    public long Int64Of(int index) => SubdocNumber.Parse(ContentOf(index).Span);

    private ref readonly LookupEntry EntryAt(int index)
    {
        if ((uint)index >= (uint)_entries.Length)
            throw new InvalidArgumentException($"The lookup has {_entries.Length} answers; there is none with the index {index}.");

        return ref _entries[index];
    }

    private Exception ErrorOf(in LookupEntry entry) => StatusErrors.ForPath(entry.Status, entry.Path, _context!)
        ?? new CouchbaseException($"the path '{_context!.Redaction.User(entry.Path!)}' has the status {entry.Status.Describe()}", _context!);
}

/// <summary>Where one answer stands in the body; the path is kept only for answers that are errors.</summary>
internal readonly record struct LookupEntry(Status Status, int Offset, int Length, bool IsExists, string? Path);

internal static class SubdocNumber
{
    public static long Parse(ReadOnlySpan<byte> json) => Utf8Parser.TryParse(json, out long value, out var consumed) && consumed == json.Length
        ? value
        : throw new FormatException("The JSON at the path is no integer of 64 bits.");
}
