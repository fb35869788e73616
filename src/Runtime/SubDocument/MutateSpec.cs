using Settee.Wire;

namespace Settee;

/// <summary>One change of a mutation.</summary>
public readonly struct MutateSpec
{
    private const PathFlags NeedXattr = PathFlags.ExpandMacros | PathFlags.Binary;

    private MutateSpec(Opcode opcode, string path, JsonFragment value, PathFlags flags)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (value.IsMacro)
            flags |= PathFlags.Xattr | PathFlags.ExpandMacros;

        if ((flags & NeedXattr) != 0 && (flags & PathFlags.Xattr) == 0)
            throw new InvalidArgumentException($"{flags & NeedXattr} is for extended attributes only, so it needs Xattr as well.");

        Opcode = opcode;
        Path = path;
        Value = value;
        Flags = flags;
    }

    internal Opcode Opcode { get; }

    internal string Path => field ?? "";

    internal JsonFragment Value { get; }

    internal PathFlags Flags { get; }

    /// <summary>Sets a member that must not be there yet.</summary>
    /// <param name="path">The path; it ends in a name.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">How the path is meant.</param>
    public static MutateSpec Insert(string path, JsonFragment value, PathFlags flags = PathFlags.None) =>
        new(Opcode.SubdocDictAdd, NotEmpty(path, "inserted"), value, flags);

    /// <summary>Sets a member, whether or not it is there.</summary>
    /// <param name="path">The path; it ends in a name.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">How the path is meant.</param>
    public static MutateSpec Upsert(string path, JsonFragment value, PathFlags flags = PathFlags.None) =>
        new(Opcode.SubdocDictUpsert, NotEmpty(path, "upserted"), value, flags);

    /// <summary>Sets a value that must be there; the empty path is the whole body.</summary>
    /// <param name="path">The path.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">How the path is meant; <see cref="PathFlags.CreateParents"/> has no meaning here.</param>
    public static MutateSpec Replace(string path, JsonFragment value, PathFlags flags = PathFlags.None) =>
        new(path is "" && (flags & PathFlags.Xattr) == 0 ? Opcode.Set : Opcode.SubdocReplace, path, value, WithoutParents(flags, "Replace"));

    /// <summary>Removes a value that must be there; the empty path is the whole document.</summary>
    /// <param name="path">The path.</param>
    /// <param name="flags">How the path is meant; only <see cref="PathFlags.Xattr"/> has a meaning here.</param>
    public static MutateSpec Remove(string path, PathFlags flags = PathFlags.None) =>
        new(path is "" && flags == PathFlags.None ? Opcode.Delete : Opcode.SubdocDelete, path, default, WithoutParents(flags, "Remove"));

    /// <summary>Adds values behind the last element of an array.</summary>
    /// <param name="path">The path of the array; empty when the document is one.</param>
    /// <param name="values">One value, or several separated by commas.</param>
    /// <param name="flags">How the path is meant.</param>
    public static MutateSpec ArrayAppend(string path, JsonFragment values, PathFlags flags = PathFlags.None) =>
        new(Opcode.SubdocArrayPushLast, path, values, flags);

    /// <summary>Adds values in front of the first element of an array.</summary>
    /// <param name="path">The path of the array; empty when the document is one.</param>
    /// <param name="values">One value, or several separated by commas.</param>
    /// <param name="flags">How the path is meant.</param>
    public static MutateSpec ArrayPrepend(string path, JsonFragment values, PathFlags flags = PathFlags.None) =>
        new(Opcode.SubdocArrayPushFirst, path, values, flags);

    /// <summary>Inserts values into an array in front of an element.</summary>
    /// <param name="path">The path of the element, for example <c>tags[2]</c>.</param>
    /// <param name="values">One value, or several separated by commas.</param>
    /// <param name="flags">How the path is meant; <see cref="PathFlags.CreateParents"/> has no meaning here.</param>
    public static MutateSpec ArrayInsert(string path, JsonFragment values, PathFlags flags = PathFlags.None) =>
        new(Opcode.SubdocArrayInsert, NotEmpty(path, "inserted"), values, WithoutParents(flags, "ArrayInsert"));

    /// <summary>Adds a primitive value to an array of primitive values unless it is there already.</summary>
    /// <param name="path">The path of the array; empty when the document is one.</param>
    /// <param name="value">The value: text, number, true, false or null.</param>
    /// <param name="flags">How the path is meant.</param>
    public static MutateSpec ArrayAddUnique(string path, JsonFragment value, PathFlags flags = PathFlags.None) =>
        new(Opcode.SubdocArrayAddUnique, path, value, flags);

    /// <summary>Adds to an integer; one that is not there counts as zero.</summary>
    /// <param name="path">The path.</param>
    /// <param name="delta">How much to add; may be negative, not zero.</param>
    /// <param name="flags">How the path is meant.</param>
    public static MutateSpec Increment(string path, long delta, PathFlags flags = PathFlags.None) => delta == 0
        ? throw new InvalidArgumentException("A counter inside a document cannot be changed by zero.")
        : new(Opcode.SubdocCounter, NotEmpty(path, "counted"), JsonFragment.Number(delta), flags);

    /// <summary>Replaces the body with the value of an extended attribute.</summary>
    /// <param name="path">The path of the attribute.</param>
    /// <param name="flags"><see cref="PathFlags.Binary"/> when the attribute holds bytes.</param>
    public static MutateSpec ReplaceBodyWithXattr(string path, PathFlags flags = PathFlags.None) =>
        new(Opcode.SubdocReplaceBodyWithXattr, NotEmpty(path, "taken"), default, flags | PathFlags.Xattr);

    private static string NotEmpty(string path, string verb) =>
        path is "" ? throw new InvalidArgumentException($"The whole document cannot be {verb} by a path; the path is empty.") : path;

    private static PathFlags WithoutParents(PathFlags flags, string name) => (flags & PathFlags.CreateParents) == 0
        ? flags
        : throw new InvalidArgumentException($"{name} needs something that is there, so CreateParents has no meaning in it.");
}
