using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Settee.Emulator.Protocol;
using Settee.Emulator.Security;
using Settee.Emulator.Storage;
using Settee.Emulator.SubDocument;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Commands that read parts of documents.</summary>
internal static class SubdocLookups
{
    public static Outcome Single(Connection connection, ref Request request)
    {
        SubdocSettings.TryParseSingle(request.Extras, out var settings);
        if (Fetch(connection, ref request, settings, out var vbucket, out var document, out var cas) is { } refused)
            return refused;

        var pathLength = BinaryPrimitives.ReadUInt16BigEndian(request.Extras);
        var spec = new SubdocSpec(
            request.Header.Opcode, (SubdocPathFlags)request.Extras[2], ..pathLength, pathLength..pathLength);
        var reader = new SubdocReader(connection, in request, vbucket!, document!);
        var (status, value) = reader.Read(spec, request.Value);
        if (status != Status.Success)
            return connection.Answer(in request, status);

        return connection.Answer(in request, new Response
        {
            Status = document!.Deleted ? Status.SubdocSuccessDeleted : Status.Success,
            Cas = cas,
            Value = value.Span,
            DataType = SubdocTraits.Of(spec.Opcode)!.Answers && connection.Features.Json ? DataType.Json : DataType.Raw,
        });
    }

    public static Outcome Multi(Connection connection, ref Request request)
    {
        SubdocSettings.TryParseMulti(request.Extras, out var settings);
        if (Fetch(connection, ref request, settings, out var vbucket, out var document, out var cas) is { } refused)
            return refused;

        var reader = new SubdocReader(connection, in request, vbucket!, document!);
        var result = new ArrayBufferWriter<byte>(256);
        var failed = false;
        foreach (var spec in SubdocValidator.ReadSpecs(request.Value, mutation: false))
        {
            var (status, value) = reader.Read(spec, request.Value);
            failed |= status != Status.Success;
            var header = result.GetSpan(6);
            BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)status);
            BinaryPrimitives.WriteUInt32BigEndian(header[2..], (uint)value.Length);
            result.Advance(6);
            result.Write(value.Span);
        }

        return connection.Answer(in request, new Response
        {
            Status = (failed, document!.Deleted) switch
            {
                (false, false) => Status.Success,
                (false, true) => Status.SubdocSuccessDeleted,
                (true, false) => Status.SubdocMultiPathFailure,
                (true, true) => Status.SubdocMultiPathFailureDeleted,
            },
            Cas = cas,
            Value = result.WrittenSpan,
        });
    }

    /// <summary>Null if there is a document to read from; otherwise the request is answered.</summary>
    private static Outcome? Fetch(
        Connection connection, ref Request request, SubdocSettings settings, out VBucket? vbucket, out Document? document, out ulong cas)
    {
        document = null;
        cas = 0;
        var fromReplica = settings.Has(SubdocDocumentFlags.ReplicaRead);
        vbucket = fromReplica
            ? Located.Replica(connection, ref request, out var outcome)
            : Located.Active(connection, ref request, out outcome);
        if (vbucket is null)
            return outcome;

        lock (vbucket.Gate)
        {
            document = fromReplica
                ? vbucket.FindAnyOnReplica(connection.Node.Index, request.StorageKey)
                : vbucket.FindAny(request.StorageKey);
            if (document is { Deleted: true } && !settings.Has(SubdocDocumentFlags.AccessDeleted))
                document = null;
            if (document is null)
                return connection.Fail(in request, Located.Missing(connection));

            cas = document.Cas;
            if (!fromReplica && vbucket.IsLocked(document))
            {
                // Whoever knows some CAS may read; it is compared when something is written.
                if (request.Cas == 0)
                    return connection.Fail(in request, Status.Locked, lockIsTemporary: true);
                cas = request.Cas;
                return null;
            }

            return request.Cas != 0 && request.Cas != cas ? connection.Fail(in request, Status.KeyExists) : null;
        }
    }
}

/// <summary>Reads paths of one version of a document.</summary>
internal readonly struct SubdocReader
{
    /// <summary>Marks binary values of attributes, which are kept as JSON text.</summary>
    public const string BinaryMark = "cb-content-base64-encoded:";

    private readonly VBucket _vbucket;
    private readonly Document _document;
    private readonly byte[] _body;
    private readonly bool _mayReadSystem;
    private readonly JsonEdit _edit = new();

    public SubdocReader(Connection connection, in Request request, VBucket vbucket, Document document)
    {
        _vbucket = vbucket;
        _document = document;
        _body = Bodies.Plain(document);
        _mayReadSystem = AccessControl.May(connection, in request, Privilege.SystemXattrRead);
    }

    public (Status Status, ReadOnlyMemory<byte> Value) Read(SubdocSpec spec, ReadOnlySpan<byte> request)
    {
        var path = request[spec.Path];
        if (spec.Opcode == Opcode.Get)
            return _body.Length == 0 ? (Status.SubdocPathNotFound, default) : (Status.Success, _body);

        if (!spec.IsXattr)
            return _document.IsJson ? Read(spec, _body, path) : (Status.SubdocDocumentNotJson, default);

        var name = XattrKey.NameOf(path);
        if (name[0] == '$')
        {
            return new VirtualXattrs(_vbucket, _document, _mayReadSystem).Compose(name) is { } composed
                ? Read(spec, composed, path)
                : (Status.SubdocXattrUnknownVirtualAttribute, default);
        }

        if (Xattrs.IsSystem(name) && !_mayReadSystem)
            return (Status.NoAccess, default);
        if (_document.Xattrs is not { } xattrs || !xattrs.TryGet(name, out var value))
            return (Status.SubdocPathNotFound, default);

        var (status, result) = Read(spec, XattrEditor.Compose(name, value), path);
        return status == Status.Success && spec.IsBinary ? Decode(result) : (status, result);
    }

    private (Status Status, ReadOnlyMemory<byte> Value) Read(SubdocSpec spec, byte[] text, ReadOnlySpan<byte> path)
    {
        if (spec.Opcode == Opcode.SubdocGetCount)
        {
            var counted = _edit.Count(text, path, out var count);
            return counted == Status.Success
                ? (counted, Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)))
                : (counted, default);
        }

        var status = _edit.Get(text, path, out var range);
        return status == Status.Success && spec.Opcode == Opcode.SubdocGet ? (status, text.AsMemory(range)) : (status, default);
    }

    private static (Status Status, ReadOnlyMemory<byte> Value) Decode(ReadOnlyMemory<byte> value)
    {
        var text = Encoding.UTF8.GetString(value.Span).Trim('"');
        return text.StartsWith(BinaryMark, StringComparison.Ordinal)
            ? (Status.Success, Convert.FromBase64String(text[BinaryMark.Length..]))
            : (Status.SubdocFieldNotBinaryValue, default);
    }
}
