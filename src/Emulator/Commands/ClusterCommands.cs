using System.Buffers.Binary;
using Settee.Emulator.Cluster;
using Settee.Emulator.Protocol;
using Settee.Emulator.Security;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Commands about the cluster rather than its documents.</summary>
internal static class ClusterCommands
{
    public static Outcome GetClusterConfig(Connection connection, ref Request request)
    {
        // Without a bucket the nodes of the whole cluster are told, which not everybody may see.
        if (connection.Bucket is null && (connection.User!.Cluster & Privilege.SystemSettings) == 0)
            return connection.Fail(in request, Status.NoAccess);

        var config = connection.Cluster.ConfigOf(connection.Bucket, connection.Node.Index);
        if (!request.Extras.IsEmpty)
        {
            var epoch = BinaryPrimitives.ReadInt64BigEndian(request.Extras);
            var revision = BinaryPrimitives.ReadInt64BigEndian(request.Extras[8..]);
            if (!config.IsNewerThan(epoch, revision))
            {
                connection.KnowsConfig(epoch, revision);
                return connection.Success(in request);
            }
        }

        return connection.AnswerConfig(in request, Status.Success, config);
    }

    public static Status ValidateGetClusterConfig(Connection connection, ref Request request)
    {
        if (request.Extras.IsEmpty)
            return Status.Success;
        if (request.Extras.Length != 16)
            return RequestValidator.Invalid(connection, "Request must include extras of length 16");

        return BinaryPrimitives.ReadInt64BigEndian(request.Extras) < 1 || BinaryPrimitives.ReadInt64BigEndian(request.Extras[8..]) < 1
            ? RequestValidator.Invalid(connection, "Revision number must not be less than 1")
            : Status.Success;
    }

    public static Outcome GetErrorMap(Connection connection, ref Request request)
    {
        var version = BinaryPrimitives.ReadUInt16BigEndian(request.Value);
        var map = ErrorMap.Of(version);
        return map is null
            ? connection.Fail(in request, Status.KeyNotFound)
            : connection.Answer(in request, new Response
            {
                DataType = connection.Features.Json ? DataType.Json : DataType.Raw, Value = map,
            });
    }

    public static Status ValidateGetErrorMap(Connection connection, ref Request request)
    {
        if (request.VBucketId != 0)
            return RequestValidator.Invalid(connection, "Request vbucket id must be 0");

        return request.Value.Length == 2
            ? Status.Success
            : RequestValidator.Invalid(connection, "Request value must be of length 2");
    }

    /// <summary>The state of a vbucket: a number, as cluster managers ask for it.</summary>
    public static Outcome GetVBucket(Connection connection, ref Request request)
    {
        var state = connection.Bucket!.StateOf(request.VBucketId, connection.Node.Index);
        if (state == VBucketState.Absent)
            return connection.NotMyVBucket(in request);

        Span<byte> value = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(value, state switch
        {
            VBucketState.Active => 1,
            VBucketState.Replica => 2,
            VBucketState.Pending => 3,
            _ => 4,
        });
        return connection.Answer(in request, new Response { Value = value });
    }
}
