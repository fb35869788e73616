using System.Buffers.Binary;
using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>One path of a sub-document request: what to do where, as ranges of the request's value.</summary>
internal readonly record struct SubdocSpec(Opcode Opcode, SubdocPathFlags Flags, Range Path, Range Value)
{
    public bool IsXattr => (Flags & SubdocPathFlags.Xattr) != 0;

    public bool CreatesParents => (Flags & SubdocPathFlags.CreateParents) != 0;

    public bool ExpandsMacros => (Flags & SubdocPathFlags.ExpandMacros) != 0;

    public bool IsBinary => (Flags & SubdocPathFlags.BinaryValue) != 0;
}

/// <summary>The settings of a sub-document request that its extras hold.</summary>
internal readonly record struct SubdocSettings(SubdocDocumentFlags Flags, uint? Expiry, uint? UserFlags)
{
    private const SubdocDocumentFlags AllFlags = (SubdocDocumentFlags)0x3f;

    public bool Has(SubdocDocumentFlags flag) => (Flags & flag) != 0;

    /// <summary>Whether a missing document is created, and with it the parents of paths.</summary>
    public bool Creates => Has(SubdocDocumentFlags.CreateDocument | SubdocDocumentFlags.AddDocument);

    /// <summary>Reads the extras of a single command: path length, path flags, then optionally expiry and document flags.</summary>
    public static bool TryParseSingle(ReadOnlySpan<byte> extras, out SubdocSettings settings)
    {
        settings = default;
        return extras.Length is 3 or 4 or 7 or 8 && TryParseTail(extras[3..], out settings);
    }

    /// <summary>Reads the extras of a multi command: any of expiry, user flags and document flags, told apart by the length.</summary>
    public static bool TryParseMulti(ReadOnlySpan<byte> extras, out SubdocSettings settings)
    {
        if (extras.Length is not (8 or 9))
            return TryParseTail(extras, out settings);

        if (!TryParseTail(extras.Length == 9 ? extras[8..] : default, out settings))
            return false;

        settings = settings with
        {
            Expiry = BinaryPrimitives.ReadUInt32BigEndian(extras), UserFlags = BinaryPrimitives.ReadUInt32BigEndian(extras[4..]),
        };
        return true;
    }

    private static bool TryParseTail(ReadOnlySpan<byte> tail, out SubdocSettings settings)
    {
        settings = default;
        if (tail.Length is not (0 or 1 or 4 or 5))
            return false;

        uint? expiry = tail.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(tail) : null;
        var flags = tail.Length is 1 or 5 ? (SubdocDocumentFlags)tail[^1] : SubdocDocumentFlags.None;
        settings = new SubdocSettings(flags, expiry, null);
        return (flags & ~AllFlags) == 0;
    }
}
