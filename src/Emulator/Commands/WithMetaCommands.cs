using System.Buffers.Binary;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Writes of replication between clusters: the sender gives the metadata, and of two versions the more changed one wins.</summary>
internal static class WithMetaCommands
{
    [Flags]
    private enum Options : uint
    {
        RegenerateCas = 0x01,
        SkipConflictResolution = 0x02,
    }

    public static Outcome Set(Connection connection, ref Request request) => Write(connection, ref request, deletes: false, mustBeNew: false);

    public static Outcome Add(Connection connection, ref Request request) => Write(connection, ref request, deletes: false, mustBeNew: true);

    public static Outcome Delete(Connection connection, ref Request request) => Write(connection, ref request, deletes: true, mustBeNew: false);

    public static Status Validate(Connection connection, ref Request request) => request.Extras.Length is 24 or 26 or 28 or 30
        ? Status.Success
        : RequestValidator.Invalid(connection, "Request extras invalid");

    private static Outcome Write(Connection connection, ref Request request, bool deletes, bool mustBeNew)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        var extras = request.Extras;
        var options = extras.Length is 28 or 30 ? (Options)BinaryPrimitives.ReadUInt32BigEndian(extras[24..]) : 0;
        if ((options & Options.RegenerateCas) != 0 && (options & Options.SkipConflictResolution) == 0)
            return connection.Fail(in request, Status.InvalidArguments);

        var value = request.Value;
        var metaLength = extras.Length is 26 or 30 ? BinaryPrimitives.ReadUInt16BigEndian(extras[^2..]) : 0;
        if (metaLength > value.Length)
            return connection.Fail(in request, Status.InvalidArguments);
        value = value[..^metaLength];

        Xattrs? xattrs = null;
        if ((request.DataType & DataType.Xattr) != 0 && !XattrBlob.TryRead(value, out xattrs, out value))
            return connection.Fail(in request, Status.XattrInvalid, "The provided xattr segment is not valid");

        var space = Located.CanStore(connection, value.Length);
        if (space != Status.Success)
            return connection.Fail(in request, space);

        var version = new Document
        {
            Key = request.StorageKey.ToArray(),
            Body = deletes ? [] : value.ToArray(),
            DataType = deletes ? DataType.Raw : Bodies.TypeOf(value),
            Xattrs = deletes ? Xattrs.SystemOnly(xattrs) : xattrs,
            Flags = BinaryPrimitives.ReadUInt32BigEndian(extras),
            Expiry = BinaryPrimitives.ReadUInt32BigEndian(extras[4..]),
            Revision = BinaryPrimitives.ReadUInt64BigEndian(extras[8..]),
            Cas = BinaryPrimitives.ReadUInt64BigEndian(extras[16..]),
            Deleted = deletes,
        };

        // A CAS that no clock could have made is refused like a conflict.
        if (version.Cas is 0 or ulong.MaxValue && (options & Options.RegenerateCas) == 0)
            return connection.Fail(in request, Status.KeyExists);

        lock (vbucket.Gate)
        {
            if (vbucket.SyncWrites.IsPending(request.StorageKey))
                return connection.Fail(in request, Status.SyncWriteInProgress);

            var current = vbucket.FindAny(request.StorageKey);
            var status = Check(vbucket, current, version, request.Cas, mustBeNew, (options & Options.SkipConflictResolution) != 0);
            if (status != Status.Success)
                return connection.Fail(in request, status);

            if ((options & Options.RegenerateCas) != 0)
                version = version with { Cas = vbucket.NextCas() };
            return connection.Mutated(in request, vbucket, vbucket.StoreWithMeta(version));
        }
    }

    private static Status Check(VBucket vbucket, Document? current, Document version, ulong cas, bool mustBeNew, bool skipResolution)
    {
        if (current is { Deleted: false })
        {
            if (mustBeNew)
                return Status.KeyExists;

            var status = StoreCommands.CheckCas(vbucket, current, cas);
            if (status != Status.Success)
                return status;
        }
        else if (cas != 0)
        {
            return Status.KeyNotFound;
        }

        return current is null || skipResolution || Wins(version, current) ? Status.Success : Status.KeyExists;
    }

    /// <summary>Which of two versions stays: the one with more changes, then by CAS, expiry and flags.</summary>
    private static bool Wins(Document version, Document current)
    {
        if (version.Revision != current.Revision)
            return version.Revision > current.Revision;
        if (version.Cas != current.Cas)
            return version.Cas > current.Cas;
        if (version.Expiry != current.Expiry)
            return version.Expiry > current.Expiry;

        return version.Flags > current.Flags;
    }
}
