using System.Buffers.Binary;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Commands that read whole documents or what is known about them.</summary>
internal static class ReadCommands
{
    public static Outcome Get(Connection connection, ref Request request)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        Document? document;
        ulong cas;
        lock (vbucket.Gate)
        {
            document = vbucket.Find(request.StorageKey);
            cas = document is null ? 0 : VisibleCas(vbucket, document);
        }

        return document is null ? Miss(connection, in request) : connection.AnswerDocument(in request, document, cas);
    }

    public static Outcome GetReplica(Connection connection, ref Request request)
    {
        if (Located.Replica(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        Document? document;
        lock (vbucket.Gate)
            document = vbucket.FindOnReplica(connection.Node.Index, request.StorageKey);

        // Replicas know nothing of locks, so the CAS is never hidden.
        return document is null ? Miss(connection, in request) : connection.AnswerDocument(in request, document, document.Cas);
    }

    /// <summary>Answers flags, expiry, seqno and whether the document is deleted; a tombstone is a hit.</summary>
    public static Outcome GetMeta(Connection connection, ref Request request)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        Document? document;
        ulong cas;
        lock (vbucket.Gate)
        {
            document = vbucket.FindAny(request.StorageKey);
            cas = document is null ? 0 : VisibleCas(vbucket, document);
        }

        if (document is null)
            return Miss(connection, in request);

        Span<byte> extras = stackalloc byte[21];
        BinaryPrimitives.WriteUInt32BigEndian(extras, document.Deleted ? 1u : 0);
        BinaryPrimitives.WriteUInt32BigEndian(extras[4..], document.Flags);
        BinaryPrimitives.WriteUInt32BigEndian(extras[8..], document.Deleted ? (uint)document.LastModified : document.Expiry);
        BinaryPrimitives.WriteUInt64BigEndian(extras[12..], document.Revision);
        extras[20] = (byte)document.FullDataType;
        var length = request.Extras is [2] ? 21 : 20;
        return connection.Answer(in request, new Response { Cas = cas, Extras = extras[..length] });
    }

    public static Status ValidateGetMeta(Connection connection, ref Request request)
    {
        if (request.Extras.Length > 1)
            return RequestValidator.Invalid(connection, "Request extras must be of length 0 or 1");

        return request.Extras is [> 2] ? RequestValidator.Invalid(connection, "Request extras invalid") : Status.Success;
    }

    /// <summary>Answers any live document of the collection.</summary>
    public static Outcome GetRandomKey(Connection connection, ref Request request)
    {
        var bucket = connection.Bucket!;
        Span<byte> prefix = stackalloc byte[Leb128.MaxLength];
        prefix = prefix[..Leb128.Write(prefix, request.Collection!.Id)];
        foreach (var vbucket in bucket.VBuckets)
        {
            if (bucket.StateOf(vbucket.Id, connection.Node.Index) != Cluster.VBucketState.Active)
                continue;

            Document? found = null;
            lock (vbucket.Gate)
            {
                foreach (var document in vbucket.Documents)
                {
                    if (!document.Deleted && !bucket.Clock.IsExpired(document.Expiry) && document.Key.AsSpan().StartsWith(prefix))
                    {
                        found = document;
                        break;
                    }
                }
            }

            if (found is not null)
            {
                Span<byte> flags = stackalloc byte[sizeof(uint)];
                BinaryPrimitives.WriteUInt32BigEndian(flags, found.Flags);
                return connection.Answer(in request, new Response
                {
                    Cas = found.Cas,
                    Extras = flags,
                    Key = connection.Features.Collections ? found.Key : found.Key.AsSpan(prefix.Length),
                    DataType = found.IsJson && connection.Features.Json ? DataType.Json : DataType.Raw,
                    Value = Bodies.Plain(found),
                });
            }
        }

        return connection.Fail(in request, Status.KeyNotFound);
    }

    public static Status ValidateGetRandomKey(Connection connection, ref Request request)
    {
        var id = 0u;
        if (connection.Features.Collections)
        {
            if (request.Extras.Length is not (4 or 5))
            {
                return RequestValidator.Invalid(
                    connection, "Extras should contain collection id (and optionally flag to request xattrs)");
            }

            id = BinaryPrimitives.ReadUInt32BigEndian(request.Extras);
        }
        else if (!request.Extras.IsEmpty)
        {
            return RequestValidator.Invalid(connection, "Extras should be empty for clients without collections support");
        }

        if (connection.Bucket is not { } bucket)
            return Status.Success;

        request.Collection = bucket.Manifest.Find(id);
        if (request.Collection is not null)
            return Status.Success;

        connection.UnknownCollection(in request);
        return RequestValidator.AlreadyAnswered;
    }

    /// <summary>Readers do not learn the CAS of a locked document: it is what unlocks it.</summary>
    public static ulong VisibleCas(VBucket vbucket, Document document) => vbucket.IsLocked(document) ? ulong.MaxValue : document.Cas;

    public static Outcome Miss(Connection connection, in Request request)
    {
        if (request.Command.QuietMisses)
            return Outcome.Done;

        var status = Located.Missing(connection);
        return request.Command.EchoesKey && status == Status.KeyNotFound
            ? connection.Answer(in request, new Response { Status = status, Key = request.Key })
            : connection.Fail(in request, status);
    }
}
