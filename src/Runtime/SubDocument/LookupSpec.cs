using Settee.Wire;

namespace Settee;

/// <summary>One question of a lookup.</summary>
public readonly struct LookupSpec
{
    private const PathFlags ForChanges = PathFlags.CreateParents | PathFlags.ExpandMacros;

    private LookupSpec(Opcode opcode, string path, PathFlags flags)
    {
        ArgumentNullException.ThrowIfNull(path);
        if ((flags & ForChanges) != 0)
            throw new InvalidArgumentException($"A lookup changes nothing, so {flags & ForChanges} has no meaning in it.");

        if ((flags & PathFlags.Binary) != 0 && (flags & PathFlags.Xattr) == 0)
            throw new InvalidArgumentException("Only extended attributes hold binary values, so Binary needs Xattr as well.");

        Opcode = opcode;
        Path = path;
        Flags = flags;
    }

    internal Opcode Opcode { get; }

    internal string Path => field ?? "";

    internal PathFlags Flags { get; }

    /// <summary>The whole document.</summary>
    public static LookupSpec Document { get; } = new(Opcode.Get, "", PathFlags.None);

    /// <summary>The value at a path.</summary>
    /// <param name="path">For example <c>address.city</c>, <c>tags[0]</c> or <c>tags[-1]</c>; the empty path is the whole document.</param>
    /// <param name="flags"><see cref="PathFlags.Xattr"/> for an extended attribute.</param>
    public static LookupSpec Get(string path, PathFlags flags = PathFlags.None) =>
        path is "" && flags == PathFlags.None ? Document : new(Opcode.SubdocGet, path, flags);

    /// <summary>Whether there is something at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="flags"><see cref="PathFlags.Xattr"/> for an extended attribute.</param>
    public static LookupSpec Exists(string path, PathFlags flags = PathFlags.None) => new(Opcode.SubdocExists, path, flags);

    /// <summary>How many elements an array, or members an object, has.</summary>
    /// <param name="path">The path; empty for the document itself.</param>
    /// <param name="flags"><see cref="PathFlags.Xattr"/> for an extended attribute.</param>
    public static LookupSpec Count(string path, PathFlags flags = PathFlags.None) => new(Opcode.SubdocGetCount, path, flags);
}
