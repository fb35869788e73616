using System.Buffers;
using System.Buffers.Binary;
using Settee.Emulator.Durability;
using Settee.Emulator.Protocol;
using Settee.Emulator.Security;
using Settee.Emulator.Storage;
using Settee.Emulator.SubDocument;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Commands that change parts of documents: all of a request's paths, or none.</summary>
internal static class SubdocMutations
{
    public static Outcome Single(Connection connection, ref Request request)
    {
        SubdocSettings.TryParseSingle(request.Extras, out var settings);
        var pathLength = BinaryPrimitives.ReadUInt16BigEndian(request.Extras);
        var spec = new SubdocSpec(
            request.Header.Opcode, (SubdocPathFlags)request.Extras[2], ..pathLength, pathLength..request.Value.Length);
        return Mutate(connection, ref request, settings, [spec], isMulti: false);
    }

    public static Outcome Multi(Connection connection, ref Request request)
    {
        SubdocSettings.TryParseMulti(request.Extras, out var settings);
        return Mutate(connection, ref request, settings, SubdocValidator.ReadSpecs(request.Value, mutation: true), isMulti: true);
    }

    private static Outcome Mutate(
        Connection connection, ref Request request, SubdocSettings settings, List<SubdocSpec> specs, bool isMulti)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        lock (vbucket.Gate)
        {
            if (DurableWrites.Begin(connection, ref request, vbucket) is { } refused)
                return refused;

            var any = vbucket.FindAny(request.StorageKey);
            var current = any is { Deleted: true } && !settings.Has(SubdocDocumentFlags.AccessDeleted) ? null : any;
            var status = CheckDocument(connection, vbucket, current, settings, request.Cas, out var lockIsTemporary);
            if (status != Status.Success)
                return connection.Fail(in request, status, lockIsTemporary);

            var writer = new SubdocWriter(
                vbucket, current ?? NewDocument(in request, any, settings, specs),
                createsParents: settings.Creates,
                mayWriteSystem: AccessControl.May(connection, in request, Privilege.SystemXattrWrite));
            var (index, failure) = writer.Run(specs, request.Value, revives: settings.Has(SubdocDocumentFlags.ReviveDocument));
            if (failure != Status.Success)
                return isMulti ? AnswerFailure(connection, in request, index, failure) : connection.Fail(in request, failure);

            return Commit(connection, ref request, vbucket, writer, settings, current, specs, isMulti);
        }
    }

    /// <summary>Whether the document is as the request wants it.</summary>
    private static Status CheckDocument(
        Connection connection, VBucket vbucket, Document? current, SubdocSettings settings, ulong cas, out bool lockIsTemporary)
    {
        lockIsTemporary = false;
        if (current is null)
            return settings.Creates ? Status.Success : Located.Missing(connection);
        if (vbucket.IsLocked(current) && cas != current.Cas)
        {
            lockIsTemporary = cas == 0;
            return Status.Locked;
        }

        if (cas != 0 && cas != current.Cas)
            return Status.KeyExists;
        if (settings.Has(SubdocDocumentFlags.AddDocument))
            return Status.KeyExists;

        return settings.Has(SubdocDocumentFlags.ReviveDocument) && !current.Deleted
            ? Status.SubdocCanOnlyReviveDeletedDocuments
            : Status.Success;
    }

    /// <summary>A document that does not exist yet: an empty object, or an array if the first path of the body wants one.</summary>
    private static Document NewDocument(in Request request, Document? tombstone, SubdocSettings settings, List<SubdocSpec> specs)
    {
        var body = "{}"u8.ToArray();
        foreach (var spec in specs)
        {
            if (spec.IsXattr)
                continue;

            var path = request.Value[spec.Path];
            var wantsArray = path.IsEmpty
                ? spec.Opcode is Opcode.SubdocArrayPushFirst or Opcode.SubdocArrayPushLast or Opcode.SubdocArrayAddUnique
                : path[0] == '[';
            if (wantsArray)
                body = "[]"u8.ToArray();
            break;
        }

        var deleted = settings.Has(SubdocDocumentFlags.CreateAsDeleted);
        return new Document
        {
            Key = tombstone?.Key ?? request.StorageKey.ToArray(),
            Body = deleted ? [] : body,
            DataType = deleted ? DataType.Raw : DataType.Json,
            Deleted = deleted,
            Revision = tombstone?.Revision ?? 0,
        };
    }

    private static Outcome Commit(Connection connection, ref Request request, VBucket vbucket, SubdocWriter writer,
        SubdocSettings settings, Document? current, List<SubdocSpec> specs, bool isMulti)
    {
        var bucket = connection.Bucket!;
        var version = writer.Version;
        var space = Located.CanStore(connection, version.Body.Length);
        if (space != Status.Success)
            return connection.Fail(in request, space);
        if (version is { Deleted: true, Body.Length: > 0 })
            return connection.Fail(in request, Status.SubdocDeletedDocumentCannotHaveValue);
        if (DurableWrites.MustWait(connection, ref request, vbucket))
            return Outcome.Suspended;

        // Without an expiry in the request the document's goes: a sub-document change is a change of all of it.
        version = version with
        {
            Flags = settings.UserFlags ?? version.Flags,
            Expiry = version.Deleted ? 0
                : request.PreserveTtl && current is not null ? current.Expiry
                : bucket.Clock.ToAbsolute(settings.Expiry ?? 0, bucket.MaxTtlOf(request.Collection!.Id)),
        };
        var stored = vbucket.Store(version, writer.Cas);
        var status = stored.Deleted && !writer.DeletedDocument ? Status.SubdocSuccessDeleted : Status.Success;
        if (isMulti)
            return connection.Mutated(in request, vbucket, stored, status, Results(writer, specs));

        return specs[0].Opcode == Opcode.SubdocCounter
            ? connection.Mutated(
                in request, vbucket, stored, status, writer.Numbers[0], connection.Features.Json ? DataType.Json : DataType.Raw)
            : connection.Mutated(in request, vbucket, stored, status);
    }

    /// <summary>Only counters have something to tell: index, status, length, number.</summary>
    private static byte[] Results(SubdocWriter writer, List<SubdocSpec> specs)
    {
        if (writer.Numbers.Count == 0)
            return [];

        var result = new ArrayBufferWriter<byte>();
        for (var i = 0; i < specs.Count; i++)
        {
            if (!writer.Numbers.TryGetValue(i, out var number))
                continue;

            var header = result.GetSpan(7);
            header[0] = (byte)i;
            BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)Status.Success);
            BinaryPrimitives.WriteUInt32BigEndian(header[3..], (uint)number.Length);
            result.Advance(7);
            result.Write(number);
        }

        return result.WrittenSpan.ToArray();
    }

    private static Outcome AnswerFailure(Connection connection, in Request request, int index, Status status)
    {
        Span<byte> value = stackalloc byte[3];
        value[0] = (byte)index;
        BinaryPrimitives.WriteUInt16BigEndian(value[1..], (ushort)status);
        return connection.Answer(in request, new Response { Status = Status.SubdocMultiPathFailure, Value = value });
    }
}
