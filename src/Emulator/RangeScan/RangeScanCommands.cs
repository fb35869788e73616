using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Settee.Emulator.Commands;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.RangeScan;

/// <summary>Scans the documents of one vbucket in the order of their keys.</summary>
internal static class RangeScanCommands
{
    /// <summary>Items are sent when so many bytes have gathered, and only then is the byte limit looked at.</summary>
    private const int SendThreshold = 8 * 1024;

    private const int IdLength = 16;

    public static Outcome Create(Connection connection, ref Request request)
    {
        var bucket = connection.Bucket!;
        ScanRequest scan;
        try
        {
            scan = ScanRequest.Parse(request.Value, out var status, out var problem);
            if (status != Status.Success)
                return problem is null ? connection.Fail(in request, status) : connection.Fail(in request, status, problem);
        }
        catch (FormatException)
        {
            return Outcome.Close;
        }

        // Without the feature the member is one of those that nobody knows.
        var withXattrs = scan.IncludesXattrs && connection.Features.Has(HelloFeature.RangeScanIncludeXattr);
        if (withXattrs && scan.KeysOnly)
            return connection.Fail(in request, Status.InvalidArguments, "key_only and include_xattrs exclude each other");

        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;
        if (bucket.Settings.Ephemeral)
            return connection.Fail(in request, Status.NotSupported);

        lock (vbucket.Gate)
        {
            if (scan.Snapshot is { } snapshot && CheckSnapshot(connection, ref request, vbucket, snapshot) is { } refused)
                return refused;

            var documents = Select(scan, bucket.Clock, vbucket, request.Collection!.Id);
            if (documents.Length == 0)
                return connection.Fail(in request, Status.KeyNotFound, "no keys in range");

            var now = bucket.Clock.UnixSeconds;
            if (bucket.Scans.Add(new Scan(documents, vbucket.Id, scan.KeysOnly, now, withXattrs), now) is not { } id)
                return connection.Fail(in request, Status.Busy);

            Span<byte> value = stackalloc byte[IdLength];
            id.TryWriteBytes(value);
            return connection.Answer(in request, new Response { Value = value });
        }
    }

    public static Status ValidateCreate(Connection connection, ref Request request)
    {
        if (request.DataType != DataType.Json)
            return RequestValidator.Invalid(connection, "Datatype must be JSON");
        if (request.Value.IsEmpty)
        {
            return RequestValidator.Invalid(connection, "Failed nlohmann::json::parse [json.exception.parse_error.101] parse error "
                + "at line 1, column 1: syntax error while parsing value - unexpected end of input; expected '[', '{', or a literal");
        }

        try
        {
            using var document = JsonDocument.Parse(request.Value.ToArray());
            return ScanRequest.ParseCollection(document.RootElement) is { } id
                ? RequestValidator.ResolveCollection(connection, ref request, id)
                : RequestValidator.Invalid(connection, "Invalid formatting of the collection field");
        }
        catch (JsonException problem)
        {
            return RequestValidator.Invalid(connection, $"Failed nlohmann::json::parse {problem.Message}");
        }
        catch (FormatException)
        {
            return RequestValidator.Disconnect;
        }
    }

    public static Outcome Continue(Connection connection, ref Request request)
    {
        if (Located.Active(connection, ref request, out var outcome) is null)
            return outcome;

        var id = new Guid(request.Extras[..IdLength]);
        var items = BinaryPrimitives.ReadUInt32BigEndian(request.Extras[16..]);
        var bytes = BinaryPrimitives.ReadUInt32BigEndian(request.Extras[24..]);
        var scans = connection.Bucket!.Scans;
        if (scans.Take(id, request.VBucketId) is not { } scan)
            return connection.Fail(in request, Status.KeyNotFound);

        if (Send(connection, in request, scan, items == 0 ? uint.MaxValue : items, bytes == 0 ? uint.MaxValue : bytes))
            scans.PutBack(id, scan);
        return Outcome.Done;
    }

    public static Outcome Cancel(Connection connection, ref Request request)
    {
        if (Located.Active(connection, ref request, out var outcome) is null)
            return outcome;

        return connection.Bucket!.Scans.Take(new Guid(request.Extras), request.VBucketId) is null
            ? connection.Fail(in request, Status.KeyNotFound)
            : connection.Success(in request);
    }

    /// <summary>Null if the vbucket is as the scan wants it.</summary>
    private static Outcome? CheckSnapshot(Connection connection, ref Request request, VBucket vbucket, SnapshotRequirement snapshot)
    {
        if (snapshot.Uuid != vbucket.Uuid)
            return connection.Fail(in request, Status.VBucketUuidNotEqual);

        if (snapshot.Seqno > vbucket.HighSeqno)
        {
            if (snapshot.TimeoutMilliseconds is not { } timeout || request.Resumed?.State is SeqnoWait)
                return connection.Fail(in request, Status.TemporaryFailure);

            var suspension = connection.Suspend(ref request);
            var wait = new SeqnoWait(vbucket, snapshot.Seqno, connection.Bucket!.Clock.Time, TimeSpan.FromMilliseconds(timeout), suspension.Resume);
            suspension.State = wait;
            suspension.Abandon = wait.Dispose;
            return Outcome.Suspended;
        }

        return snapshot.MustExist && !vbucket.Documents.Any(d => d.Seqno == snapshot.Seqno)
            ? connection.Fail(in request, Status.NotStored)
            : null;
    }

    private static Document[] Select(ScanRequest scan, ServerClock clock, VBucket vbucket, uint collection)
    {
        Span<byte> prefix = stackalloc byte[Leb128.MaxLength];
        prefix = prefix[..Leb128.Write(prefix, collection)];
        var found = new List<Document>();
        foreach (var document in vbucket.Documents)
        {
            if (document.Deleted || clock.IsExpired(document.Expiry) || !document.Key.AsSpan().StartsWith(prefix))
                continue;

            var key = document.Key.AsSpan(prefix.Length);
            var start = key.SequenceCompareTo(scan.Start);
            var end = key.SequenceCompareTo(scan.End);
            if ((scan.ExcludesStart ? start > 0 : start >= 0) && (scan.ExcludesEnd ? end < 0 : end <= 0))
                found.Add(document);
        }

        found.Sort(static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        if (scan.Samples is not { } samples || (ulong)found.Count <= samples)
            return [.. found];

        // Each document has the same chance; the seed makes the choice repeatable.
        var random = new Random((int)scan.Seed);
        return [.. found.Where(_ => random.NextDouble() * found.Count < samples)];
    }

    /// <summary>Sends items until a limit or the end; true if there may be more.</summary>
    private static bool Send(Connection connection, in Request request, Scan scan, uint itemLimit, uint byteLimit)
    {
        var buffer = new ArrayBufferWriter<byte>(SendThreshold);
        var sentItems = 0u;
        var sentBytes = 0L;
        while (!scan.IsAtEnd)
        {
            if (sentItems == itemLimit)
                return Flush(connection, in request, scan, buffer, Status.RangeScanMore);

            Append(buffer, scan.Documents[scan.Position++], scan);
            sentItems++;
            if (buffer.WrittenCount < SendThreshold)
                continue;

            sentBytes += buffer.WrittenCount;
            if (sentBytes >= byteLimit)
                return Flush(connection, in request, scan, buffer, Status.RangeScanMore);
            Flush(connection, in request, scan, buffer, Status.Success);
        }

        // The limit may fall together with the end; the server finds that out with the next request.
        return sentItems == itemLimit
            ? Flush(connection, in request, scan, buffer, Status.RangeScanMore)
            : Flush(connection, in request, scan, buffer, Status.RangeScanComplete);
    }

    private static bool Flush(Connection connection, in Request request, Scan scan, ArrayBufferWriter<byte> buffer, Status status)
    {
        connection.Answer(in request, new Response
        {
            Status = status, Extras = scan.KeysOnly ? [0, 0, 0, 0] : [0, 0, 0, 1], Value = buffer.WrittenSpan,
        });
        buffer.ResetWrittenCount();
        return status == Status.RangeScanMore;
    }

    private static void Append(ArrayBufferWriter<byte> buffer, Document document, Scan scan)
    {
        var (body, type) = scan.WithXattrs ? KeyCommands.WithAttributes(document) : (document.Body, document.DataType);
        Leb128.TryRead(document.Key, out _, out var prefix);
        var key = document.Key.AsSpan(prefix);
        if (!scan.KeysOnly)
        {
            var meta = buffer.GetSpan(25);
            BinaryPrimitives.WriteUInt32BigEndian(meta, document.Flags);
            BinaryPrimitives.WriteUInt32BigEndian(meta[4..], document.Expiry);
            BinaryPrimitives.WriteUInt64BigEndian(meta[8..], document.Seqno);
            BinaryPrimitives.WriteUInt64BigEndian(meta[16..], document.Cas);
            meta[24] = (byte)type;
            buffer.Advance(25);
        }

        AppendWithLength(buffer, key);
        if (!scan.KeysOnly)
            AppendWithLength(buffer, body);
    }

    private static void AppendWithLength(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> bytes)
    {
        buffer.Advance(Leb128.Write(buffer.GetSpan(Leb128.MaxLength), (uint)bytes.Length));
        buffer.Write(bytes);
    }
}
