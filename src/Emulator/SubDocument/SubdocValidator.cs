using System.Buffers.Binary;
using System.Text;
using Settee.Emulator.Protocol;
using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>Checks the shape of sub-document requests before any document is touched.</summary>
internal static class SubdocValidator
{
    private const int LookupHeader = 4;
    private const int MutationHeader = 8;

    public static Status Single(Connection connection, ref Request request)
    {
        if (!SubdocSettings.TryParseSingle(request.Extras, out var settings))
            return RequestValidator.Invalid(connection, "Invalid extras section");

        var traits = SubdocTraits.Of(request.Header.Opcode)!;
        var pathLength = BinaryPrimitives.ReadUInt16BigEndian(request.Extras);
        if (pathLength > ProtocolLimits.MaxSubdocPathLength)
            return RequestValidator.Invalid(connection, "Request path length exceeds maximum");
        if (pathLength > request.Value.Length)
            return RequestValidator.Invalid(connection, "Path length can't exceed value");

        var path = request.Value[..pathLength];
        var value = request.Value[pathLength..];
        if (traits.HasValue && value.IsEmpty)
            return RequestValidator.Invalid(connection, "Request must include value");
        if (!traits.HasValue && !value.IsEmpty)
            return RequestValidator.Invalid(connection, "Request must not include value");

        var flags = (SubdocPathFlags)request.Extras[2];
        if (CheckFlags(traits, flags, settings.Flags) is { } problem)
            return RequestValidator.Invalid(connection, problem);
        if (settings.Has(SubdocDocumentFlags.CreateAsDeleted))
        {
            if (!settings.Creates)
                return RequestValidator.Invalid(connection, "CreateAsDeleted requires Mkdoc or Add");
            if ((flags & SubdocPathFlags.Xattr) == 0)
                return RequestValidator.Invalid(connection, "CreateAsDeleted does not support body path");
        }

        if (CheckDocumentFlags(settings, request.Cas) is { } conflict)
            return RequestValidator.Invalid(connection, conflict);

        var status = CheckXattr(connection, traits, flags, path, value);
        if (status != Status.Success)
            return status;
        if (!traits.AllowsEmptyPath && pathLength == 0)
            return RequestValidator.Invalid(connection, "Request must include path");

        return !traits.Mutates && request.Extras.Length > 4
            ? RequestValidator.Invalid(connection, "Request extras invalid")
            : Status.Success;
    }

    public static Status MultiLookup(Connection connection, ref Request request) => Multi(connection, ref request, mutation: false);

    public static Status MultiMutation(Connection connection, ref Request request) => Multi(connection, ref request, mutation: true);

    /// <summary>Reads the paths of a request that has passed validation.</summary>
    public static List<SubdocSpec> ReadSpecs(ReadOnlySpan<byte> value, bool mutation)
    {
        var specs = new List<SubdocSpec>(4);
        var position = 0;
        while (position < value.Length)
            specs.Add(ReadSpec(value, mutation, ref position));
        return specs;
    }

    private static SubdocSpec ReadSpec(ReadOnlySpan<byte> value, bool mutation, ref int position)
    {
        var header = value[position..];
        var pathLength = BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
        var valueLength = mutation ? (int)BinaryPrimitives.ReadUInt32BigEndian(header[4..]) : 0;
        var path = position + (mutation ? MutationHeader : LookupHeader);
        position = path + pathLength + valueLength;
        return new SubdocSpec((Opcode)header[0], (SubdocPathFlags)header[1], path..(path + pathLength), (path + pathLength)..position);
    }

    private static Status Multi(Connection connection, ref Request request, bool mutation)
    {
        if (!SubdocSettings.TryParseMulti(request.Extras, out var settings) || (!mutation && request.Extras.Length > 1))
            return RequestValidator.Invalid(connection, "Request extras invalid");

        if (CheckDocumentFlags(settings, request.Cas) is { } conflict)
            return RequestValidator.Invalid(connection, conflict);
        if (settings.Has(SubdocDocumentFlags.ReviveDocument))
        {
            if (!settings.Has(SubdocDocumentFlags.AccessDeleted))
                return RequestValidator.Invalid(connection, "ReviveDocument can't be used without AccessDeleted");
            if (settings.Has(SubdocDocumentFlags.CreateAsDeleted))
                return RequestValidator.Invalid(connection, "ReviveDocument can't be used with CreateAsDeleted");
        }

        var position = 0;
        var count = 0;
        var xattrsAllowed = true;
        var bodyAllowed = true;
        for (; count < ProtocolLimits.MaxSubdocPaths && position < request.Value.Length; count++)
        {
            if (!bodyAllowed)
                return Combination(connection, "Request contains an invalid combination of commands");

            var status = CheckSpec(connection, in request, mutation, settings, ref position, out var spec);
            if (status != Status.Success)
                return status;

            var deletesDocument = spec.Opcode == Opcode.Delete;
            if (xattrsAllowed)
                xattrsAllowed = spec.IsXattr;
            else if (spec.IsXattr)
                return Status.SubdocInvalidXattrOrder;
            else if (deletesDocument)
                return Combination(connection, "Request contains an invalid combination of commands");

            bodyAllowed = !deletesDocument;
        }

        if (count == 0)
            return Combination(connection, "Request must contain at least one path");

        return position < request.Value.Length
            ? Combination(connection, $"Request must contain at most {ProtocolLimits.MaxSubdocPaths} paths")
            : Status.Success;
    }

    private static Status CheckSpec(
        Connection connection, in Request request, bool mutation, SubdocSettings settings, ref int position, out SubdocSpec spec)
    {
        spec = default;
        var left = request.Value[position..];
        if (left.Length < (mutation ? MutationHeader : LookupHeader))
            return RequestValidator.Invalid(connection, mutation ? "Multi mutation spec truncated" : "Multi lookup spec truncated");

        var pathLength = BinaryPrimitives.ReadUInt16BigEndian(left[2..]);
        var valueLength = mutation ? BinaryPrimitives.ReadUInt32BigEndian(left[4..]) : 0;
        if ((mutation ? MutationHeader : LookupHeader) + pathLength + (long)valueLength > left.Length)
        {
            return RequestValidator.Invalid(
                connection, mutation ? "Multi mutation path and value truncated" : "Multi lookup path truncated");
        }

        spec = ReadSpec(request.Value, mutation, ref position);
        if (SubdocTraits.Of(spec.Opcode) is not { } traits)
            return Combination(connection, "Subdoc and MCBP command must not both be invalid");
        if (traits.Mutates != mutation)
            return Combination(connection, "Mutation opcodes only permitted for mutation commands");
        if (CheckFlags(traits, spec.Flags, settings.Flags) is { } problem)
            return RequestValidator.Invalid(connection, problem);
        if (pathLength > ProtocolLimits.MaxSubdocPathLength)
            return RequestValidator.Invalid(connection, "Request path length exceeds maximum");
        if (traits.WholeDocument && pathLength > 0)
            return RequestValidator.Invalid(connection, "Request must not include path for wholedoc operations");

        var status = CheckXattr(connection, traits, spec.Flags, request.Value[spec.Path], request.Value[spec.Value]);
        if (status != Status.Success)
            return status;
        if (!spec.IsXattr && !traits.AllowsEmptyPath && pathLength == 0)
            return RequestValidator.Invalid(connection, "Request must include path");
        if (traits.HasValue && valueLength == 0)
            return RequestValidator.Invalid(connection, "Request must include value");

        return !traits.HasValue && valueLength != 0
            ? RequestValidator.Invalid(connection, "Request must not include value")
            : Status.Success;
    }

    private static string? CheckFlags(SubdocTraits traits, SubdocPathFlags flags, SubdocDocumentFlags documentFlags)
    {
        if ((flags & ~traits.PathFlags) != 0)
            return "Request flags invalid";
        if ((flags & traits.RequiredPathFlags) != traits.RequiredPathFlags)
            return "Request missing mandatory flags";

        return (documentFlags & ~traits.DocumentFlags) != 0 ? "Request document flags invalid" : null;
    }

    private static string? CheckDocumentFlags(SubdocSettings settings, ulong cas)
    {
        if (settings.Has(SubdocDocumentFlags.ReplicaRead) && settings.Has(SubdocDocumentFlags.AccessDeleted))
            return "Can't access deleted documents on replicas";
        if (settings.Has(SubdocDocumentFlags.AddDocument) && cas != 0)
            return "Request with add flag must have CAS 0";

        return settings.Has(SubdocDocumentFlags.AddDocument) && settings.Has(SubdocDocumentFlags.CreateDocument)
            ? "Request must not contain both add and mkdoc flags"
            : null;
    }

    private static Status CheckXattr(
        Connection connection, SubdocTraits traits, SubdocPathFlags flags, ReadOnlySpan<byte> path, ReadOnlySpan<byte> value)
    {
        if ((flags & SubdocPathFlags.Xattr) == 0)
        {
            if ((flags & SubdocPathFlags.ExpandMacros) != 0)
            {
                connection.ErrorContext = "EXPAND_MACROS flag requires XATTR flag to be set";
                return Status.SubdocXattrInvalidFlagCombination;
            }

            if ((flags & SubdocPathFlags.BinaryValue) != 0)
            {
                connection.ErrorContext = "BINARY_VALUE flag requires XATTR flag to be set";
                return Status.SubdocXattrInvalidFlagCombination;
            }

            return Status.Success;
        }

        if (!connection.Features.Has(HelloFeature.Xattr))
        {
            connection.ErrorContext = "Connection not XATTR enabled";
            return Status.NotSupported;
        }

        if (XattrKey.LengthOf(path) == 0)
        {
            connection.ErrorContext = "Request XATTR key invalid";
            return Status.XattrInvalid;
        }

        if (traits.Mutates && path[0] == '$' && !traits.RequiredPathFlags.HasFlag(SubdocPathFlags.Xattr))
            return Status.SubdocXattrCannotModifyVirtualAttribute;

        return (flags & SubdocPathFlags.ExpandMacros) != 0 && !Macros.IsMacro(value)
            ? Status.SubdocXattrUnknownMacro
            : Status.Success;
    }

    private static Status Combination(Connection connection, string context)
    {
        connection.ErrorContext = context;
        return Status.SubdocInvalidCombination;
    }
}

/// <summary>The name of an extended attribute is the first step of its path.</summary>
internal static class XattrKey
{
    private const int MaxLength = 15;

    /// <summary>Length of the name at the beginning of the path; 0 if it is none.</summary>
    public static int LengthOf(ReadOnlySpan<byte> path)
    {
        var length = path.IndexOfAny((byte)'.', (byte)'[');
        if (length < 0)
            length = path.Length;
        if (length is 0 or > MaxLength)
            return 0;

        var name = path[..length];
        if (name[0] is (byte)'_' or (byte)'$')
        {
            if (length < 2)
                return 0;
        }
        else if (char.IsAscii((char)name[0]) && (char.IsPunctuation((char)name[0]) || char.IsSymbol((char)name[0])))
        {
            return 0;
        }

        foreach (var c in name)
        {
            if (c < 0x20 || c == 0x7f)
                return 0;
        }

        return System.Text.Unicode.Utf8.IsValid(name) ? length : 0;
    }

    public static string NameOf(ReadOnlySpan<byte> path) => Encoding.UTF8.GetString(path[..LengthOf(path)]);
}
