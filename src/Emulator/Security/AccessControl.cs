using Settee.Emulator.Protocol;
using Settee.Wire;

namespace Settee.Emulator.Security;

/// <summary>Whether the user of a connection may send a command.</summary>
internal static class AccessControl
{
    private static readonly Privilege[] Single = [.. Enum.GetValues<Privilege>().Where(p => p != 0 && ((int)p & ((int)p - 1)) == 0)];

    /// <summary>Null if allowed; otherwise the refusal has been answered.</summary>
    public static Outcome? Check(Connection connection, ref Request request)
    {
        var wanted = request.Command.Privilege;
        if (wanted == Privilege.None || connection.User is not { } user)
            return null;

        var access = connection.Bucket is { } bucket ? user.AccessTo(bucket.Name) : null;
        foreach (var privilege in Single)
        {
            if ((wanted & privilege) == 0)
                continue;

            var check = request.Collection is { } collection && access is not null
                ? access.Check(privilege, collection)
                : (((access?.Bucket ?? Privilege.None) | user.Cluster) & privilege) != 0 ? PrivilegeCheck.Allowed : PrivilegeCheck.Denied;
            if (check == PrivilegeCheck.Hidden)
                return connection.UnknownCollection(in request);
            if (check == PrivilegeCheck.Denied)
                return connection.Refuse(in request, privilege);
        }

        if (request.Collection is not { IsSystem: true } || access is null)
            return null;

        var system = request.Command.Writes ? Privilege.SystemCollectionMutation : Privilege.SystemCollectionLookup;
        return (access.Bucket & system) != 0 ? null : connection.Refuse(in request, system);
    }

    /// <summary>Add is allowed to those who may insert or upsert; the refusal names the latter.</summary>
    public static bool May(Connection connection, in Request request, Privilege privilege) =>
        connection.User is { } user
        && connection.Bucket is { } bucket
        && user.AccessTo(bucket.Name) is { } access
        && request.Collection is { } collection
        && access.Check(privilege, collection) == PrivilegeCheck.Allowed;
}
