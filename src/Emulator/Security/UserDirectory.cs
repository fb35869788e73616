using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Settee.Emulator.Security;

/// <summary>A user as management knows it.</summary>
internal sealed record UserRecord(string Name, string Password)
{
    public string DisplayName { get; init; } = "";

    public IReadOnlyList<EmulatorRole> Roles { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];

    public DateTimeOffset PasswordChanged { get; init; }
}

/// <summary>A group: its members have its roles besides their own.</summary>
internal sealed record GroupRecord(string Name)
{
    public string Description { get; init; } = "";

    public string LdapReference { get; init; } = "";

    public IReadOnlyList<EmulatorRole> Roles { get; init; } = [];
}

/// <summary>Who may authenticate, and what they may do.</summary>
internal sealed class UserDirectory
{
    private readonly ConcurrentDictionary<string, UserAccess> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, UserRecord> _records = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GroupRecord> _groups = new(StringComparer.Ordinal);

    public int ScramIterations { get; init; } = 4096;

    public ScramCredentials Credentials { get; } = new();

    /// <summary>The users that were made by management; built-in ones are not listed, as on a server.</summary>
    public IEnumerable<UserRecord> Records => _records.Values.OrderBy(r => r.Name, StringComparer.Ordinal);

    public IEnumerable<GroupRecord> Groups => _groups.Values.OrderBy(g => g.Name, StringComparer.Ordinal);

    public void Set(UserAccess user)
    {
        _users[user.Name] = user;
        Credentials.Forget(user.Name);
    }

    public void Set(UserRecord record)
    {
        _records[record.Name] = record;
        Set(RoleGrants.Access(record.Name, record.Password, [.. record.Roles, .. GroupRolesOf(record).Select(r => r.Role)]));
    }

    public void Set(GroupRecord group)
    {
        _groups[group.Name] = group;
        RefreshMembers(group.Name);
    }

    public bool Remove(string name)
    {
        Credentials.Forget(name);
        _records.TryRemove(name, out _);
        return _users.TryRemove(name, out _);
    }

    public bool RemoveGroup(string name)
    {
        if (!_groups.TryRemove(name, out _))
            return false;

        RefreshMembers(name);
        return true;
    }

    public UserAccess? Find(string name) => _users.GetValueOrDefault(name);

    public UserRecord? FindRecord(string name) => _records.GetValueOrDefault(name);

    public GroupRecord? FindGroup(string name) => _groups.GetValueOrDefault(name);

    public IEnumerable<(EmulatorRole Role, string Group)> GroupRolesOf(UserRecord record) =>
        record.Groups.Select(FindGroup).OfType<GroupRecord>().SelectMany(g => g.Roles.Select(r => (r, g.Name)));

    public UserAccess? Authenticate(string name, ReadOnlySpan<byte> password)
    {
        var user = Find(name);
        return user is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(user.Password), password) ? user : null;
    }

    public static UserAccess Administrator(string name, string password) => new(name, password)
    {
        Cluster = Privilege.SystemSettings,
        Buckets = new Dictionary<string, BucketAccess> { ["*"] = new(Privilege.WriteData) },
        MayManage = true,
    };

    public void Set(EmulatorUser user)
    {
        if (user.Roles.Count > 0)
        {
            Set(new UserRecord(user.Name, user.Password) { Roles = user.Roles });
            return;
        }

        Set(new UserAccess(user.Name, user.Password)
        {
            Cluster = user.Access == EmulatorAccess.None ? Privilege.None : Privilege.SystemSettings,
            Buckets = user.Access switch
            {
                EmulatorAccess.ReadOnly => new Dictionary<string, BucketAccess> { [user.Bucket ?? "*"] = new(Privilege.ReadData) },
                EmulatorAccess.ReadWrite => new Dictionary<string, BucketAccess> { [user.Bucket ?? "*"] = new(Privilege.WriteData) },
                _ => new Dictionary<string, BucketAccess>(),
            },
        });
    }

    private void RefreshMembers(string group)
    {
        foreach (var record in Records.Where(r => r.Groups.Contains(group)))
            Set(record);
    }
}
