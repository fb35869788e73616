using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Settee.Emulator.Security;

/// <summary>Who may authenticate.</summary>
internal sealed class UserDirectory
{
    private readonly ConcurrentDictionary<string, UserAccess> _users = new(StringComparer.Ordinal);

    public int ScramIterations { get; init; } = 4096;

    public ScramCredentials Credentials { get; } = new();

    public void Set(UserAccess user)
    {
        _users[user.Name] = user;
        Credentials.Forget(user.Name);
    }

    public void Remove(string name)
    {
        _users.TryRemove(name, out _);
        Credentials.Forget(name);
    }

    public UserAccess? Find(string name) => _users.GetValueOrDefault(name);

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

    public static UserAccess From(EmulatorUser user) => new(user.Name, user.Password)
    {
        Cluster = user.Access == EmulatorAccess.None ? Privilege.None : Privilege.SystemSettings,
        Buckets = user.Access switch
        {
            EmulatorAccess.ReadOnly => new Dictionary<string, BucketAccess> { [user.Bucket ?? "*"] = new(Privilege.ReadData) },
            EmulatorAccess.ReadWrite => new Dictionary<string, BucketAccess> { [user.Bucket ?? "*"] = new(Privilege.WriteData) },
            _ => new Dictionary<string, BucketAccess>(),
        },
    };
}
