using Settee.Wire;

namespace Settee;

/// <summary>How one path of a lookup or mutation is meant.</summary>
[Flags]
public enum PathFlags : byte
{
    /// <summary>A path in the body; its parents must be there.</summary>
    None = SubdocPathFlags.None,

    /// <summary>Objects on the way to the path are made when they are missing. Only for inserts, upserts, counters and additions to arrays.</summary>
    CreateParents = SubdocPathFlags.CreateParents,

    /// <summary>A path in the extended attributes; its first component is the attribute.</summary>
    Xattr = SubdocPathFlags.Xattr,

    /// <summary>The value holds a macro for the server to replace; see <see cref="MutationMacro"/>. Needs <see cref="Xattr"/>.</summary>
    ExpandMacros = SubdocPathFlags.ExpandMacros,

    /// <summary>The value is bytes instead of JSON. Needs <see cref="Xattr"/> and a server that offers it.</summary>
    Binary = SubdocPathFlags.BinaryValue,
}
