using System.Buffers.Binary;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Commands that change how long a document lives or who may change it.</summary>
internal static class ExpiryAndLockCommands
{
    private const uint DefaultLockSeconds = 15;
    private const uint LongestLockSeconds = 30;

    public static Outcome Touch(Connection connection, ref Request request)
    {
        var outcome = ChangeExpiry(connection, ref request, out var document);
        return document is null ? outcome : connection.Answer(in request, new Response { Cas = document.Cas });
    }

    public static Outcome GetAndTouch(Connection connection, ref Request request)
    {
        var outcome = ChangeExpiry(connection, ref request, out var document);
        return document is null ? outcome : connection.AnswerDocument(in request, document, document.Cas);
    }

    public static Outcome GetLocked(Connection connection, ref Request request)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        var seconds = request.Extras.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(request.Extras);
        if (seconds is 0 or > LongestLockSeconds)
            seconds = DefaultLockSeconds;

        lock (vbucket.Gate)
        {
            if (vbucket.SyncWrites.IsPending(request.StorageKey))
                return connection.Fail(in request, Status.SyncWriteInProgress);
            if (vbucket.Find(request.StorageKey) is not { } document)
                return ReadCommands.Miss(connection, in request);
            if (vbucket.IsLocked(document))
                return connection.Fail(in request, Status.Locked, lockIsTemporary: true);

            var locked = vbucket.Lock(document, TimeSpan.FromSeconds(seconds));
            return connection.AnswerDocument(in request, locked, locked.Cas);
        }
    }

    public static Status ValidateGetLocked(Connection connection, ref Request request) => request.Extras.Length is 0 or 4
        ? Status.Success
        : RequestValidator.Invalid(connection, "Request extras must be of length 0 or 4");

    public static Outcome Unlock(Connection connection, ref Request request)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        lock (vbucket.Gate)
        {
            if (vbucket.SyncWrites.IsPending(request.StorageKey))
                return connection.Fail(in request, Status.SyncWriteInProgress);
            if (vbucket.Find(request.StorageKey) is not { } document)
                return ReadCommands.Miss(connection, in request);
            if (!vbucket.IsLocked(document))
                return connection.Fail(in request, Status.NotLocked);
            if (document.Cas != request.Cas)
                return connection.Fail(in request, Status.Locked, lockIsTemporary: true);

            vbucket.Unlock(document);
            return connection.Success(in request);
        }
    }

    /// <summary>Changes the expiry; where it is the same already nothing changes, not even the CAS.</summary>
    private static Outcome ChangeExpiry(Connection connection, ref Request request, out Document? document)
    {
        document = null;
        if (request.Durability.Level != DurabilityLevel.None)
            return connection.Fail(in request, Status.NotSupported);
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        var bucket = connection.Bucket!;
        var expiry = bucket.Clock.ToAbsolute(
            BinaryPrimitives.ReadUInt32BigEndian(request.Extras), bucket.MaxTtlOf(request.Collection!.Id));
        lock (vbucket.Gate)
        {
            if (vbucket.SyncWrites.IsPending(request.StorageKey))
                return connection.Fail(in request, Status.SyncWriteInProgress);
            if (vbucket.Find(request.StorageKey) is not { } found)
                return ReadCommands.Miss(connection, in request);
            if (vbucket.IsLocked(found))
                return connection.Fail(in request, Status.Locked);

            document = found.Expiry == expiry ? found : vbucket.Store(found with { Expiry = expiry });
            return Outcome.Done;
        }
    }
}
