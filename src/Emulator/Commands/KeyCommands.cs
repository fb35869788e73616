using System.Buffers;
using System.Buffers.Binary;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Lists keys, and reads documents with their attributes.</summary>
internal static class KeyCommands
{
    private const uint DefaultCount = 1000;

    /// <summary>Answers the keys of the vbucket's collection from the given one on, in order, each behind its length.</summary>
    public static Outcome GetKeys(Connection connection, ref Request request)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;
        if (connection.Bucket!.Settings.Ephemeral)
            return connection.Fail(in request, Status.NotSupported);

        var count = request.Extras.IsEmpty ? DefaultCount : BinaryPrimitives.ReadUInt32BigEndian(request.Extras);
        var start = request.StorageKey.ToArray();
        Leb128.TryRead(start, out _, out var prefix);
        Document[] found;
        lock (vbucket.Gate)
        {
            found = [.. vbucket.Documents
                .Where(d => !d.Deleted && !connection.Bucket.Clock.IsExpired(d.Expiry)
                    && d.Key.AsSpan().StartsWith(start.AsSpan(0, prefix)) && d.Key.AsSpan().SequenceCompareTo(start) >= 0)
                .OrderBy(static d => d.Key, KeyOrder.Instance)
                .Take((int)Math.Min(count, int.MaxValue))];
        }

        var result = new ArrayBufferWriter<byte>(256);
        foreach (var document in found)
        {
            var key = connection.Features.Collections ? document.Key : document.Key.AsSpan(prefix);
            BinaryPrimitives.WriteUInt16BigEndian(result.GetSpan(2), (ushort)key.Length);
            result.Advance(2);
            result.Write(key);
        }

        return connection.Answer(in request, new Response { Value = result.WrittenSpan });
    }

    public static Status ValidateGetKeys(Connection connection, ref Request request) => request.Extras.Length is 0 or 4
        ? Status.Success
        : RequestValidator.Invalid(connection, "Request extras must be of length 0 or 4");

    /// <summary>Answers a document with its attributes in front of the body.</summary>
    public static Outcome GetEx(Connection connection, ref Request request) => Read(connection, ref request, fromReplica: false);

    public static Outcome GetExReplica(Connection connection, ref Request request) => Read(connection, ref request, fromReplica: true);

    /// <summary>Servers of 7.6 do not know the command; a node knows it when it grants the feature that came with it.</summary>
    public static Status ValidateGetEx(Connection connection, ref Request request)
    {
        var features = connection.Features;
        return features.Json && features.Has(HelloFeature.Xattr) && features.Has(HelloFeature.SnappyEverywhere)
            ? Status.Success
            : RequestValidator.Invalid(connection, "The command needs the features JSON, XATTR and SnappyEverywhere");
    }

    private static Outcome Read(Connection connection, ref Request request, bool fromReplica)
    {
        var vbucket = fromReplica
            ? Located.Replica(connection, ref request, out var outcome)
            : Located.Active(connection, ref request, out outcome);
        if (vbucket is null)
            return outcome;

        Document? document;
        ulong cas;
        lock (vbucket.Gate)
        {
            document = fromReplica ? vbucket.FindOnReplica(connection.Node.Index, request.StorageKey) : vbucket.Find(request.StorageKey);
            cas = document is null ? 0 : fromReplica ? document.Cas : ReadCommands.VisibleCas(vbucket, document);
        }

        if (document is null)
            return ReadCommands.Miss(connection, in request);

        var (value, type) = WithAttributes(document);
        Span<byte> flags = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(flags, document.Flags);
        return connection.Answer(in request, new Response { Cas = cas, Extras = flags, DataType = type, Value = value });
    }

    /// <summary>The value as it travels where attributes are wanted: they stand in front of the body, and nothing is compressed.</summary>
    public static (byte[] Value, DataType Type) WithAttributes(Document document)
    {
        var body = Bodies.Plain(document);
        var type = document.DataType & ~DataType.Snappy;
        return document.Xattrs is { } xattrs ? (XattrBlob.Write(xattrs, body), type | DataType.Xattr) : (body, type);
    }

    private sealed class KeyOrder : IComparer<byte[]>
    {
        public static readonly KeyOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
