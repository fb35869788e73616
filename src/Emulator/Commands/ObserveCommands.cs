using System.Buffers;
using System.Buffers.Binary;
using Settee.Emulator.Cluster;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Commands that tell how far vbuckets and keys have come. Everything stored counts as persisted and replicated at once, unless a replica was made to lag or a disk to be slow.</summary>
internal static class ObserveCommands
{
    private const byte FoundInMemory = 0x00;
    private const byte FoundPersisted = 0x01;
    private const byte NotFound = 0x80;

    public static Outcome Observe(Connection connection, ref Request request)
    {
        var bucket = connection.Bucket!;
        var result = new ArrayBufferWriter<byte>(64);
        var rest = request.Value;
        while (!rest.IsEmpty)
        {
            if (rest.Length < 4)
                return connection.Fail(in request, Status.InvalidArguments, "Requires vbid and keylen.");

            var vbucketId = BinaryPrimitives.ReadUInt16BigEndian(rest);
            var keyLength = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (rest.Length - 4 < keyLength)
                return connection.Fail(in request, Status.InvalidArguments, "Incorrect keylen");

            var key = rest.Slice(4, keyLength);
            rest = rest[(4 + keyLength)..];
            if (bucket.StateOf(vbucketId, connection.Node.Index) is not (VBucketState.Active or VBucketState.Replica))
                return connection.NotMyVBucket(in request);

            var collection = 0u;
            if (connection.Features.Collections && (!Leb128.TryRead(key, out collection, out _) || bucket.Manifest.Find(collection) is null))
                return connection.UnknownCollection(in request);

            var (state, cas) = StateOf(connection, vbucketId, connection.Features.Collections ? key : connection.WithDefaultCollection(key));
            var entry = result.GetSpan(4 + keyLength + 9);
            BinaryPrimitives.WriteUInt16BigEndian(entry, vbucketId);
            BinaryPrimitives.WriteUInt16BigEndian(entry[2..], keyLength);
            key.CopyTo(entry[4..]);
            entry[4 + keyLength] = state;
            BinaryPrimitives.WriteUInt64BigEndian(entry[(5 + keyLength)..], cas);
            result.Advance(4 + keyLength + 9);
        }

        return connection.Answer(in request, new Response { Value = result.WrittenSpan });
    }

    public static Outcome ObserveSeqno(Connection connection, ref Request request)
    {
        var bucket = connection.Bucket!;
        if (bucket.StateOf(request.VBucketId, connection.Node.Index) is not (VBucketState.Active or VBucketState.Replica))
            return connection.NotMyVBucket(in request);

        var uuid = BinaryPrimitives.ReadUInt64BigEndian(request.Value);
        var vbucket = bucket.VBuckets[request.VBucketId];
        Span<byte> value = stackalloc byte[43];
        lock (vbucket.Gate)
        {
            // Format 1 tells a client whose history ended where it ended.
            var known = vbucket.FailoverLog.FindIndex(e => e.Uuid == uuid);
            if (known < 0)
                return connection.Fail(in request, Status.KeyNotFound);

            value[0] = known == 0 ? (byte)0 : (byte)1;
            BinaryPrimitives.WriteUInt16BigEndian(value[1..], request.VBucketId);
            BinaryPrimitives.WriteUInt64BigEndian(value[3..], vbucket.Uuid);
            var reached = connection.SeqnoOf(vbucket);
            BinaryPrimitives.WriteUInt64BigEndian(value[11..], vbucket.PersistedOn(connection.Node.Index, reached));
            BinaryPrimitives.WriteUInt64BigEndian(value[19..], reached);
            if (known > 0)
            {
                BinaryPrimitives.WriteUInt64BigEndian(value[27..], uuid);
                BinaryPrimitives.WriteUInt64BigEndian(value[35..], vbucket.FailoverLog[known - 1].Seqno);
            }

            return connection.Answer(in request, new Response { Value = value[..(known == 0 ? 27 : 43)] });
        }
    }

    public static Status ValidateObserveSeqno(Connection connection, ref Request request) => request.Value.Length == 8
        ? Status.Success
        : RequestValidator.Invalid(connection, "Request value must be of length 8");

    public static Outcome GetFailoverLog(Connection connection, ref Request request)
    {
        var bucket = connection.Bucket!;
        if (bucket.StateOf(request.VBucketId, connection.Node.Index) == VBucketState.Absent)
            return connection.NotMyVBucket(in request);

        var vbucket = bucket.VBuckets[request.VBucketId];
        var result = new ArrayBufferWriter<byte>(16);
        lock (vbucket.Gate)
        {
            foreach (var (uuid, seqno) in vbucket.FailoverLog)
            {
                var entry = result.GetSpan(16);
                BinaryPrimitives.WriteUInt64BigEndian(entry, uuid);
                BinaryPrimitives.WriteUInt64BigEndian(entry[8..], seqno);
                result.Advance(16);
            }
        }

        return connection.Answer(in request, new Response { Value = result.WrittenSpan });
    }

    public static Outcome GetAllVBucketSeqnos(Connection connection, ref Request request)
    {
        var bucket = connection.Bucket!;
        var wanted = request.Extras.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(request.Extras);
        uint? collection = request.Extras.Length == 8 ? BinaryPrimitives.ReadUInt32BigEndian(request.Extras[4..]) : null;
        if (collection is { } id && bucket.Manifest.Find(id) is null)
            return connection.UnknownCollection(in request);

        var result = new ArrayBufferWriter<byte>(bucket.VBuckets.Length * 10);
        foreach (var vbucket in bucket.VBuckets)
        {
            var state = bucket.StateOf(vbucket.Id, connection.Node.Index);
            if (!IsWanted(state, wanted))
                continue;

            var entry = result.GetSpan(10);
            BinaryPrimitives.WriteUInt16BigEndian(entry, vbucket.Id);
            lock (vbucket.Gate)
                BinaryPrimitives.WriteUInt64BigEndian(entry[2..], collection is { } c ? HighSeqnoOf(vbucket, c) : connection.SeqnoOf(vbucket));
            result.Advance(10);
        }

        return connection.Answer(in request, new Response { Value = result.WrittenSpan });
    }

    public static Status ValidateGetAllVBucketSeqnos(Connection connection, ref Request request)
    {
        if (request.Extras.Length is not (0 or 4 or 8))
            return RequestValidator.Invalid(connection, "Request extras must be of length 0 or 4 or 8");

        return request.Extras.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(request.Extras) > 4
            ? RequestValidator.Invalid(connection, "Request vbucket state invalid")
            : Status.Success;
    }

    private static (byte State, ulong Cas) StateOf(Connection connection, ushort vbucketId, ReadOnlySpan<byte> key)
    {
        var bucket = connection.Bucket!;
        var vbucket = bucket.VBuckets[vbucketId];
        lock (vbucket.Gate)
        {
            var seen = bucket.StateOf(vbucketId, connection.Node.Index) == VBucketState.Replica
                ? vbucket.FindOnReplica(connection.Node.Index, key)
                : vbucket.Find(key);
            if (seen is not { } document)
                return (NotFound, 0);

            var isOnDisk = !bucket.Settings.Ephemeral && document.Seqno <= vbucket.PersistedOn(connection.Node.Index, connection.SeqnoOf(vbucket));
            return (isOnDisk ? FoundPersisted : FoundInMemory, document.Cas);
        }
    }

    private static bool IsWanted(VBucketState state, uint wanted) => wanted switch
    {
        0 => state is VBucketState.Active or VBucketState.Replica or VBucketState.Pending,
        1 => state == VBucketState.Active,
        2 => state == VBucketState.Replica,
        3 => state == VBucketState.Pending,
        _ => state == VBucketState.Dead,
    };

    private static ulong HighSeqnoOf(VBucket vbucket, uint collection)
    {
        Span<byte> prefix = stackalloc byte[Leb128.MaxLength];
        prefix = prefix[..Leb128.Write(prefix, collection)];
        var high = 0ul;
        foreach (var document in vbucket.Documents)
        {
            if (document.Seqno > high && document.Key.AsSpan().StartsWith(prefix))
                high = document.Seqno;
        }

        return high;
    }
}
