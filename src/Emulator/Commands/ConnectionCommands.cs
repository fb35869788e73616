using System.Buffers.Binary;
using System.Text;
using Settee.Emulator.Protocol;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Commands that are about the connection itself: features, bucket, farewell.</summary>
internal static class ConnectionCommands
{
    /// <summary>The name that takes the bucket away instead of naming one.</summary>
    private static ReadOnlySpan<byte> NoBucketName => "@no bucket@"u8;

    private static readonly byte[] VersionText = "7.6.6-emulator"u8.ToArray();

    public static Outcome Hello(Connection connection, ref Request request)
    {
        var asked = default(Features);
        for (var i = 0; i < request.Value.Length; i += 2)
            asked = asked.With((HelloFeature)BinaryPrimitives.ReadUInt16BigEndian(request.Value[i..]));

        var granted = new Features(asked.Bits & connection.Node.OfferedFeatures.Bits);
        if (Conflict(asked, granted) is { } conflict)
            return connection.AnswerError(in request, Status.InvalidArguments, Responses.ErrorBody(conflict));

        if (granted.Has(HelloFeature.ClusterMapChangeNotificationBrief))
            granted = granted.Without(HelloFeature.ClusterMapChangeNotification);

        Span<byte> value = stackalloc byte[2 * 64];
        var length = 0;
        for (ushort code = 0; code < 64; code++)
        {
            if (!granted.Has((HelloFeature)code))
                continue;
            BinaryPrimitives.WriteUInt16BigEndian(value[length..], code);
            length += 2;
        }

        connection.Features = granted;
        return connection.Answer(in request, new Response { Value = value[..length] });
    }

    public static Status ValidateHello(Connection connection, ref Request request) => request.Value.Length % 2 == 0
        ? Status.Success
        : RequestValidator.Invalid(connection, "Request value must be of even length");

    public static Outcome SelectBucket(Connection connection, ref Request request)
    {
        if (request.Key.IsEmpty || request.Key.SequenceEqual(NoBucketName))
        {
            connection.Bucket = null;
            return connection.Success(in request);
        }

        var name = Encoding.UTF8.GetString(request.Key);
        var bucket = connection.Cluster.FindBucket(name);
        var access = connection.User!.AccessTo(name);
        if (access is null)
            return connection.Fail(in request, Status.NoAccess);
        if (bucket is null)
        {
            // Only who may see every bucket learns that this one does not exist.
            return connection.Fail(in request, connection.User.Buckets.ContainsKey("*") ? Status.KeyNotFound : Status.NoAccess);
        }

        connection.Bucket = bucket;
        return connection.Success(in request);
    }

    public static Outcome ListBuckets(Connection connection, ref Request request)
    {
        var user = connection.User!;
        var names = connection.Cluster.Buckets.Where(b => user.AccessTo(b.Name) is not null).Select(b => b.Name);
        return connection.Answer(in request, new Response { Value = Responses.Text(string.Join(' ', names)) });
    }

    public static Outcome Noop(Connection connection, ref Request request) => connection.Success(in request);

    public static Outcome Version(Connection connection, ref Request request) =>
        connection.Answer(in request, new Response { Value = VersionText });

    public static Outcome Quit(Connection connection, ref Request request)
    {
        connection.Success(in request);
        return Outcome.Close;
    }

    /// <summary>Why features cannot go together, or null. What is missing spoils the whole HELLO, and the old features stay.</summary>
    private static string? Conflict(Features asked, Features granted)
    {
        if (granted.Has(HelloFeature.TcpDelay) && granted.Has(HelloFeature.TcpNoDelay))
            return "TCPNODELAY cannot co-exist with TCPDELAY";

        foreach (var (feature, needed, words) in Dependencies)
        {
            if (granted.Has(feature) && !asked.Has(needed))
                return words;
        }

        return null;
    }

    private static readonly (HelloFeature Feature, HelloFeature Needed, string Words)[] Dependencies =
    [
        (HelloFeature.ClusterMapChangeNotification, HelloFeature.Duplex, "Clustermap change notification needs Duplex"),
        (HelloFeature.VirtualXattr, HelloFeature.Xattr, "VAttr needs XATTR"),
        (HelloFeature.SubdocDocumentMacro, HelloFeature.Xattr, "SubdocDocumentMacroSupport needs XATTR"),
        (HelloFeature.ClusterMapChangeNotificationBrief, HelloFeature.Duplex, "ClustermapChangeNotificationBrief needs Duplex"),
    ];
}
