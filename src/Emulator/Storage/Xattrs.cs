using System.Diagnostics.CodeAnalysis;

namespace Settee.Emulator.Storage;

/// <summary>The extended attributes of a document: name → JSON (or binary) value. Immutable, in the order of their names' bytes.</summary>
internal sealed class Xattrs
{
    private readonly KeyValuePair<string, byte[]>[] _entries;

    private Xattrs(KeyValuePair<string, byte[]>[] entries) => _entries = entries;

    public ReadOnlySpan<KeyValuePair<string, byte[]>> Entries => _entries;

    /// <summary>System attributes survive the deletion of their document, others go with it.</summary>
    public static bool IsSystem(string name) => name.StartsWith('_');

    public static Xattrs? From(IEnumerable<KeyValuePair<string, byte[]>> entries)
    {
        // The server lists system attributes first.
        var sorted = entries.OrderBy(e => !IsSystem(e.Key)).ToArray();
        return sorted.Length == 0 ? null : new Xattrs(sorted);
    }

    public bool TryGet(string name, [NotNullWhen(true)] out byte[]? value)
    {
        foreach (var entry in _entries)
        {
            if (entry.Key == name)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public static Xattrs? With(Xattrs? xattrs, string name, byte[]? value)
    {
        var entries = (xattrs?._entries ?? []).ToList();
        var index = entries.FindIndex(e => e.Key == name);
        if (value is null)
        {
            if (index >= 0)
                entries.RemoveAt(index);
        }
        else if (index >= 0)
        {
            entries[index] = new(name, value);
        }
        else
        {
            entries.Add(new(name, value));
        }

        return From(entries);
    }

    public static Xattrs? SystemOnly(Xattrs? xattrs) =>
        xattrs is null ? null : From(xattrs._entries.Where(e => IsSystem(e.Key)));
}
