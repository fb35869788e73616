using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>
/// The order in which specs are sent: the server wants those of extended attributes first. Callers keep their order; the mapping turns
/// places on the wire back into theirs.
/// </summary>
internal struct SpecOrder
{
    private Places _callerPlaces;

    public int Count { get; private set; }

    /// <summary>The caller's place of the spec at a place on the wire.</summary>
    public readonly int CallerPlaceOf(int wirePlace) => _callerPlaces[wirePlace];

    public static SpecOrder Of(ReadOnlySpan<LookupSpec> specs)
    {
        var order = Start(specs.Length, "A lookup");
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < specs.Length; i++)
                order.AddIf((specs[i].Flags & PathFlags.Xattr) != 0 == (pass == 0), i);
        }

        return order;
    }

    public static SpecOrder Of(ReadOnlySpan<MutateSpec> specs)
    {
        var order = Start(specs.Length, "A mutation");
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < specs.Length; i++)
                order.AddIf((specs[i].Flags & PathFlags.Xattr) != 0 == (pass == 0), i);
        }

        return order;
    }

    private static SpecOrder Start(int count, string what) => count is >= 1 and <= ProtocolLimits.MaxSubdocPaths
        ? default
        : throw new InvalidArgumentException($"{what} has 1 to {ProtocolLimits.MaxSubdocPaths} paths; this one has {count}.");

    private void AddIf(bool condition, int callerPlace)
    {
        if (condition)
            _callerPlaces[Count++] = (byte)callerPlace;
    }

    [InlineArray(ProtocolLimits.MaxSubdocPaths)]
    private struct Places
    {
        private byte _first;
    }
}

/// <summary>The layout of specs in requests.</summary>
internal static class SubdocSpecs
{
    // Command, flags, length of the path; mutations also have the length of the value.
    private const int LookupHeader = 4;
    private const int MutationHeader = 8;

    /// <summary>A question whose path is encoded already.</summary>
    public static void Write(FrameBuffer body, Opcode opcode, SubdocPathFlags flags, ReadOnlySpan<byte> path)
    {
        CheckPathLength(path.Length);
        var start = WriteHead(body, LookupHeader, opcode, (PathFlags)flags);
        body.Write(path);
        BinaryPrimitives.WriteUInt16BigEndian(body.WrittenForUpdate[(start + 2)..], (ushort)path.Length);
    }

    /// <summary>The question when the document expires; it stands before those of the body.</summary>
    public static void WriteExpiry(FrameBuffer body) => Write(body, Opcode.SubdocGet, SubdocPathFlags.Xattr, "$document.exptime"u8);

    public static void Write(FrameBuffer body, in LookupSpec spec)
    {
        var start = WriteHead(body, LookupHeader, spec.Opcode, spec.Flags);
        WritePath(body, start, LookupHeader, spec.Path);
    }

    public static void Write(FrameBuffer body, in MutateSpec spec)
    {
        var start = WriteHead(body, MutationHeader, spec.Opcode, spec.Flags);
        WritePath(body, start, MutationHeader, spec.Path);
        var length = spec.Value.WriteTo(body);
        BinaryPrimitives.WriteInt32BigEndian(body.WrittenForUpdate[(start + 4)..], length);
    }

    /// <summary>The path of a spec in the specs of a request; null when there is no such spec.</summary>
    public static string? PathAt(ReadOnlySpan<byte> specs, int place, bool mutation)
    {
        var header = mutation ? MutationHeader : LookupHeader;
        for (var i = 0; specs.Length >= header; i++)
        {
            var pathLength = BinaryPrimitives.ReadUInt16BigEndian(specs[2..]);
            if (i == place)
                return Encoding.UTF8.GetString(specs.Slice(header, pathLength));

            specs = specs[(header + pathLength + (mutation ? BinaryPrimitives.ReadInt32BigEndian(specs[4..]) : 0))..];
        }

        return null;
    }

    /// <summary>The command of a spec in the specs of a lookup.</summary>
    public static Opcode OpcodeAt(ReadOnlySpan<byte> specs, int place)
    {
        for (; place > 0; place--)
            specs = specs[(LookupHeader + BinaryPrimitives.ReadUInt16BigEndian(specs[2..]))..];

        return (Opcode)specs[0];
    }

    /// <summary>Expiry and document flags: both may be left out.</summary>
    public static void WriteExtras(FrameBuffer body, uint? expiry, SubdocDocumentFlags flags)
    {
        if (expiry is { } seconds)
        {
            BinaryPrimitives.WriteUInt32BigEndian(body.GetSpan(4), seconds);
            body.Advance(4);
        }

        if (flags != SubdocDocumentFlags.None)
            body.Write([(byte)flags]);
    }

    private static int WriteHead(FrameBuffer body, int length, Opcode opcode, PathFlags flags)
    {
        var start = body.Length;
        var head = body.GetSpan(length)[..length];
        head.Clear();
        head[0] = (byte)opcode;
        head[1] = (byte)flags;
        body.Advance(length);
        return start;
    }

    private static void WritePath(FrameBuffer body, int start, int header, string path)
    {
        body.Advance(Encoding.UTF8.GetBytes(path, body.GetSpan(Encoding.UTF8.GetMaxByteCount(path.Length))));
        var length = body.Length - start - header;
        CheckPathLength(length);
        BinaryPrimitives.WriteUInt16BigEndian(body.WrittenForUpdate[(start + 2)..], (ushort)length);
    }

    private static void CheckPathLength(int length)
    {
        if (length > ProtocolLimits.MaxSubdocPathLength)
            throw new InvalidArgumentException($"A path has at most {ProtocolLimits.MaxSubdocPathLength} bytes; this one has {length}.");
    }
}
