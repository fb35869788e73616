using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Settee.Emulator.Cluster;
using Settee.Emulator.Protocol;
using Settee.Emulator.Security;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Commands that translate the names of scopes and collections.</summary>
internal static class CollectionCommands
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-%");

    private const int MaxNameLength = 251;

    public static Outcome GetManifest(Connection connection, ref Request request)
    {
        var access = connection.User!.AccessTo(connection.Bucket!.Name);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (access is null || access.Bucket.HasFlag(Privilege.SystemCollectionLookup))
                connection.Bucket.Manifest.Write(json);
            else if (access.Bucket != Privilege.None)
                connection.Bucket.Manifest.Write(json, collection => !collection.IsSystem, scope => scope.Name != CollectionManifest.SystemScope);
            else
                connection.Bucket.Manifest.Write(json, access.MaySee);
        }

        return connection.Answer(in request, new Response
        {
            DataType = connection.Features.Json ? DataType.Json : DataType.Raw, Value = buffer.WrittenSpan,
        });
    }

    public static Outcome GetCollectionId(Connection connection, ref Request request)
    {
        var parts = PathOf(in request).Split('.');
        if (parts.Length != 2 || !IsName(parts[0]) || !IsName(parts[1]))
            return connection.Answer(in request, Status.InvalidArguments);

        var manifest = connection.Bucket!.Manifest;
        var scope = manifest.FindScope(OrDefault(parts[0]));
        if (scope is null)
            return connection.UnknownCollection(in request, Status.UnknownScope);

        var collection = manifest.Find(scope.Name, OrDefault(parts[1]));
        var access = connection.User!.AccessTo(connection.Bucket.Name);
        if (collection is null || access is null || !access.MaySee(collection))
            return connection.UnknownCollection(in request);
        if (collection.IsSystem && (access.Bucket & Privilege.SystemCollectionLookup) == 0)
            return connection.Fail(in request, Status.NoAccess);

        return AnswerId(connection, in request, manifest, collection.Id);
    }

    public static Outcome GetScopeId(Connection connection, ref Request request)
    {
        // A collection behind the scope's name does no harm.
        var parts = PathOf(in request).Split('.');
        if (parts.Length > 2 || !IsName(parts[0]))
            return connection.Answer(in request, Status.InvalidArguments);

        var manifest = connection.Bucket!.Manifest;
        var scope = manifest.FindScope(OrDefault(parts[0]));
        var access = connection.User!.AccessTo(connection.Bucket.Name);
        if (scope is null || access is null || !access.MaySee(scope))
            return connection.UnknownCollection(in request, Status.UnknownScope);
        if (scope.Name == CollectionManifest.SystemScope && (access.Bucket & Privilege.SystemCollectionLookup) == 0)
            return connection.Fail(in request, Status.NoAccess);

        return AnswerId(connection, in request, manifest, scope.Id);
    }

    /// <summary>The path may be in the value, or in the key as the first clients had it.</summary>
    public static Status ValidatePath(Connection connection, ref Request request)
    {
        if (!request.Key.IsEmpty && !request.Value.IsEmpty)
            return RequestValidator.Invalid(connection, "Cannot set both key and value");

        return ValidateVBucketZero(connection, ref request);
    }

    public static Status ValidateVBucketZero(Connection connection, ref Request request) => request.VBucketId == 0
        ? Status.Success
        : RequestValidator.Invalid(connection, "Request vbucket id must be 0");

    private static string PathOf(in Request request) => Encoding.UTF8.GetString(request.Value.IsEmpty ? request.Key : request.Value);

    private static string OrDefault(string name) => name.Length == 0 ? CollectionManifest.DefaultName : name;

    private static bool IsName(string name) =>
        name.Length <= MaxNameLength && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    private static Outcome AnswerId(Connection connection, in Request request, CollectionManifest manifest, uint id)
    {
        Span<byte> extras = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64BigEndian(extras, manifest.Uid);
        BinaryPrimitives.WriteUInt32BigEndian(extras[8..], id);
        return connection.Answer(in request, new Response { Extras = extras });
    }
}
