using Settee.Emulator.Cluster;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>Holds a request against what its command says about frames. The order of the checks is part of the protocol's behaviour.</summary>
internal static class RequestValidator
{
    /// <summary>Told instead of a status when the answer is out already.</summary>
    public const Status AlreadyAnswered = (Status)ushort.MaxValue;

    /// <summary>Told instead of a status when there is no answer but to close the connection.</summary>
    public const Status Disconnect = (Status)(ushort.MaxValue - 1);

    private const int MaxKeyLengthWithPrefix = ProtocolLimits.MaxKeyLength + 1;

    public static Status Validate(Connection connection, ref Request request)
    {
        var command = request.Command;
        connection.ErrorContext = ValidateShape(connection, in request, command);
        if (connection.ErrorContext is not null)
            return Status.InvalidArguments;

        connection.ErrorContext = ValidateDataType(connection, ref request);
        if (connection.ErrorContext is not null)
            return Status.InvalidArguments;

        var status = ValidateFraming(connection, ref request);
        if (status != Status.Success)
            return status;

        if (command.HasDocumentKey)
        {
            status = ValidateDocumentKey(connection, ref request);
            if (status != Status.Success)
                return status;
        }

        return command.Validator?.Invoke(connection, ref request) ?? Status.Success;
    }

    private static string? ValidateShape(Connection connection, in Request request, Command command)
    {
        if (((byte)request.DataType & 0xf8) != 0)
            return "Request datatype invalid";
        if (command.ExtrasLength == 0 && !request.Extras.IsEmpty)
            return "Request must not include extras";
        if (command.ExtrasLength > 0 && request.Extras.Length != command.ExtrasLength)
            return $"Request must include extras of length {command.ExtrasLength}";

        if (command.Key == Presence.Forbidden)
        {
            if (!request.Key.IsEmpty)
                return "Request must not include key";
        }
        else
        {
            if (command.Key == Presence.Required && request.Key.IsEmpty)
                return "Request must include key";

            var longest = connection.Features.Collections ? MaxKeyLengthWithPrefix : ProtocolLimits.MaxKeyLength;
            if (request.Key.Length > longest)
                return $"Key length exceeds {longest}";
        }

        if (command.Value == Presence.Forbidden && !request.Value.IsEmpty)
            return "Request must not include value";
        if (command.Value == Presence.Required && request.Value.IsEmpty)
            return "Request must include value";
        if (command.Cas == Presence.Forbidden && request.Cas != 0)
            return "Request CAS must not be set";
        if (command.Cas == Presence.Required && request.Cas == 0)
            return "Request CAS must be set";

        return (request.DataType & ~command.DataTypes) != 0 ? "Request datatype invalid" : null;
    }

    private static string? ValidateDataType(Connection connection, ref Request request)
    {
        var features = connection.Features;
        if ((request.DataType & DataType.Json) != 0 && !features.Json)
            return "Datatype (json) not enabled for the connection";
        if ((request.DataType & DataType.Snappy) != 0 && !features.Snappy)
            return "Datatype (snappy) not enabled for the connection";
        if ((request.DataType & DataType.Xattr) != 0 && !features.Has(HelloFeature.Xattr))
            return "Datatype (xattr) not enabled for the connection";

        if ((request.DataType & DataType.Snappy) == 0)
            return null;

        if (Snappy.Decompress(request.Value, Bodies.MaxInflatedLength) is not { } plain)
            return "Failed to inflate payload";

        request.CompressedValue = request.Value;
        request.Value = plain;
        request.DataType &= ~DataType.Snappy;
        return null;
    }

    private static Status ValidateFraming(Connection connection, ref Request request)
    {
        if (request.FramingExtras.IsEmpty)
            return Status.Success;

        var infos = new FrameInfoReader(request.FramingExtras);
        while (infos.Next())
        {
            var status = ValidateFrameInfo(connection, ref request, (FrameInfoId)infos.Id, infos.Data);
            if (status != Status.Success)
                return status;
        }

        if (!infos.IsTruncated)
            return Status.Success;

        connection.ErrorContext = "Invalid encoding in FrameExtras";
        return Status.InvalidArguments;
    }

    private static Status ValidateFrameInfo(Connection connection, ref Request request, FrameInfoId id, ReadOnlySpan<byte> data)
    {
        switch (id)
        {
            case FrameInfoId.Barrier:
                return data.IsEmpty ? Status.Success : Invalid(connection, "Barrier should not contain value");

            case FrameInfoId.Durability:
                var (status, problem) = DurabilityRequirement.Parse(data, out var requirement);
                connection.ErrorContext = problem;
                if (status != Status.Success)
                    return status;
                if (!request.Command.AllowsDurability)
                    return Invalid(connection, "The requested command does not support durability requirements");
                request.Durability = requirement;
                return Status.Success;

            case FrameInfoId.DcpStream:
                return data.Length == 2 ? Status.Success : Invalid(connection, $"DcpStreamId invalid size:{data.Length}");

            case FrameInfoId.Impersonate:
                if (data.IsEmpty)
                    return Invalid(connection, "Impersonated user must be set");
                return connection.Refuse(in request, Security.Privilege.Impersonate) == Outcome.Close ? Status.NoAccess : AlreadyAnswered;

            case FrameInfoId.PreserveTtl when !data.IsEmpty:
                return Invalid(connection, "PreserveTtl should not contain value");
            case FrameInfoId.PreserveTtl when !request.Command.AllowsPreserveTtl:
                connection.ErrorContext = "This command does not support PreserveTtl";
                return Status.NotSupported;
            case FrameInfoId.PreserveTtl:
                request.PreserveTtl = true;
                return Status.Success;

            case FrameInfoId.ImpersonatePrivilege:
                return Invalid(connection, data.IsEmpty ? "Privilege name must be set" : "Failed to look up the privilege");

            default:
                return Status.UnknownFrameInfo;
        }
    }

    private static Status ValidateDocumentKey(Connection connection, ref Request request)
    {
        var collectionId = 0u;
        if (connection.Features.Collections)
        {
            if (request.Key.Length <= 1)
                return Invalid(connection, "Key length must be >= 2");
            if (!Leb128.TryRead(request.Key, out collectionId, out var prefix))
                return Invalid(connection, HasStopByte(request.Key) ? "Key contains non-canonical leb128" : "No stop-byte found");
            if (prefix == request.Key.Length)
                return Invalid(connection, "No logical key found");
            if (collectionId is > 0 and < CollectionManifest.FirstFreeId)
                return Invalid(connection, $"Invalid collection-id:{collectionId}");

            var longest = collectionId == 0 ? ProtocolLimits.MaxKeyLength : ProtocolLimits.MaxKeyLengthInCollection;
            if (request.Key.Length - prefix > longest)
                return Invalid(connection, $"Logical key exceeds {longest}");
            request.StorageKey = request.Key;
        }
        else
        {
            // A client without collections means the default collection, whose id is a single zero.
            request.StorageKey = connection.WithDefaultCollection(request.Key);
        }

        return ResolveCollection(connection, ref request, collectionId);
    }

    /// <summary>Looks the collection up in the vbucket's node: a node that holds nothing of the vbucket cannot know its collections.</summary>
    public static Status ResolveCollection(Connection connection, ref Request request, uint collectionId)
    {
        if (connection.Bucket is not { } bucket)
            return Status.Success;

        request.Collection = bucket.Manifest.Find(collectionId);
        if (request.Collection is not null)
            return Status.Success;

        if (bucket.StateOf(request.VBucketId, connection.Node.Index) == VBucketState.Absent)
            connection.NotMyVBucket(in request);
        else
            connection.UnknownCollection(in request);
        return AlreadyAnswered;
    }

    public static Status Invalid(Connection connection, string context)
    {
        connection.ErrorContext = context;
        return Status.InvalidArguments;
    }

    private static bool HasStopByte(ReadOnlySpan<byte> key) => key[..Math.Min(key.Length, Leb128.MaxLength)].IndexOfAnyInRange((byte)0, (byte)0x7f) >= 0;
}
