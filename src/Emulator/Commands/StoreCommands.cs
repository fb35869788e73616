using System.Buffers.Binary;
using Settee.Emulator.Durability;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Commands that write, extend or remove whole documents.</summary>
internal static class StoreCommands
{
    public static Outcome Set(Connection connection, ref Request request) => Store(connection, ref request, StoreMode.Set);

    public static Outcome Add(Connection connection, ref Request request) => Store(connection, ref request, StoreMode.Add);

    public static Outcome Replace(Connection connection, ref Request request) => Store(connection, ref request, StoreMode.Replace);

    public static Outcome Append(Connection connection, ref Request request) => Extend(connection, ref request, atEnd: true);

    public static Outcome Prepend(Connection connection, ref Request request) => Extend(connection, ref request, atEnd: false);

    public static Outcome Delete(Connection connection, ref Request request)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        lock (vbucket.Gate)
        {
            if (DurableWrites.Begin(connection, ref request, vbucket) is { } refused)
                return refused;
            if (connection.Bucket!.Condition is { TrafficDisabled: true })
                return connection.Fail(in request, Status.TemporaryFailure);

            var current = vbucket.Find(request.StorageKey);
            if (current is null)
                return connection.Fail(in request, Status.KeyNotFound);

            var status = CheckCas(vbucket, current, request.Cas);
            if (status != Status.Success)
                return connection.Fail(in request, status);
            if (DurableWrites.MustWait(connection, ref request, vbucket))
                return Outcome.Suspended;

            return connection.Mutated(in request, vbucket, vbucket.Store(VBucket.Tombstone(current)));
        }
    }

    /// <summary>Whether a change with this CAS may go on: on a locked document only with the lock's.</summary>
    public static Status CheckCas(VBucket vbucket, Document current, ulong cas)
    {
        if (vbucket.IsLocked(current))
            return cas == current.Cas ? Status.Success : Status.Locked;

        return cas == 0 || cas == current.Cas ? Status.Success : Status.KeyExists;
    }

    private enum StoreMode
    {
        Set,
        Add,
        Replace,
    }

    private static Outcome Store(Connection connection, ref Request request, StoreMode mode)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        var space = Located.CanStore(connection, request.Value.Length);
        if (space != Status.Success)
            return connection.Fail(in request, space);

        var flags = BinaryPrimitives.ReadUInt32BigEndian(request.Extras);
        var expiry = BinaryPrimitives.ReadUInt32BigEndian(request.Extras[4..]);
        var bucket = connection.Bucket!;
        lock (vbucket.Gate)
        {
            if (DurableWrites.Begin(connection, ref request, vbucket) is { } refused)
                return refused;

            var any = vbucket.FindAny(request.StorageKey);
            var current = any is { Deleted: false } ? any : null;
            var status = mode switch
            {
                StoreMode.Add => current is null ? Status.Success : Status.KeyExists,
                StoreMode.Replace when current is null => Status.KeyNotFound,
                StoreMode.Set when current is null => request.Cas == 0 ? Status.Success : Status.KeyNotFound,
                _ => CheckCas(vbucket, current!, request.Cas),
            };
            if (status != Status.Success)
                return connection.Fail(in request, status);
            if (DurableWrites.MustWait(connection, ref request, vbucket))
                return Outcome.Suspended;

            var (body, type) = BodyOf(connection, in request);
            var stored = vbucket.Store(new Document
            {
                Key = any?.Key ?? request.StorageKey.ToArray(),
                Body = body,
                DataType = type,
                Xattrs = current?.Xattrs,
                Flags = flags,
                Expiry = request.PreserveTtl && current is not null
                    ? current.Expiry
                    : bucket.Clock.ToAbsolute(expiry, bucket.MaxTtlOf(request.Collection!.Id)),
                Revision = any?.Revision ?? 0,
            });
            return connection.Mutated(in request, vbucket, stored);
        }
    }

    /// <summary>The body to keep: what was sent, or compressed as it was sent where the bucket keeps that and it saves room.</summary>
    private static (byte[] Body, DataType Type) BodyOf(Connection connection, in Request request)
    {
        var type = Bodies.TypeOf(request.Value);
        return !request.CompressedValue.IsEmpty
            && connection.Bucket!.Settings.KeepsCompressedValues
            && request.CompressedValue.Length < request.Value.Length
            ? (request.CompressedValue.ToArray(), type | DataType.Snappy)
            : (request.Value.ToArray(), type);
    }

    private static Outcome Extend(Connection connection, ref Request request, bool atEnd)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        lock (vbucket.Gate)
        {
            if (DurableWrites.Begin(connection, ref request, vbucket) is { } refused)
                return refused;

            var current = vbucket.Find(request.StorageKey);
            if (current is null)
            {
                var missing = Located.Missing(connection);
                return connection.Fail(in request, missing == Status.KeyNotFound ? Status.NotStored : missing);
            }

            var status = CheckCas(vbucket, current, request.Cas);
            if (status != Status.Success)
                return connection.Fail(in request, status);

            var before = Bodies.Plain(current);
            status = Located.CanStore(connection, before.Length + request.Value.Length);
            if (status != Status.Success)
                return connection.Fail(in request, status);
            if (DurableWrites.MustWait(connection, ref request, vbucket))
                return Outcome.Suspended;

            var body = new byte[before.Length + request.Value.Length];
            before.CopyTo(body, atEnd ? 0 : request.Value.Length);
            request.Value.CopyTo(body.AsSpan(atEnd ? before.Length : 0));
            var stored = vbucket.Store(current with { Body = body, DataType = Bodies.TypeOf(body) });
            return connection.Mutated(in request, vbucket, stored);
        }
    }
}
