using Settee.Emulator.Cluster;

namespace Settee.Emulator.Security;

/// <summary>The privileges of one user in one bucket: for all of it, or for single collections named "scope.collection".</summary>
internal sealed record BucketAccess(Privilege Bucket)
{
    public IReadOnlyDictionary<string, Privilege> Collections { get; init; } = new Dictionary<string, Privilege>();

    public PrivilegeCheck Check(Privilege wanted, CollectionEntry collection)
    {
        var own = In(collection);
        if ((own & wanted) == wanted)
            return PrivilegeCheck.Allowed;

        return own == Privilege.None ? PrivilegeCheck.Hidden : PrivilegeCheck.Denied;
    }

    public bool MaySee(CollectionEntry collection) => In(collection) != Privilege.None;

    public bool MaySee(ScopeEntry scope) =>
        Bucket != Privilege.None || Collections.Keys.Any(k => k.StartsWith(scope.Name + ".", StringComparison.Ordinal));

    /// <summary>What is allowed in a collection: through the bucket, through its scope ("scope.*"), and of its own.</summary>
    private Privilege In(CollectionEntry collection) => Collections.Count == 0
        ? Bucket
        : Bucket | Collections.GetValueOrDefault($"{collection.Scope.Name}.{collection.Name}")
            | Collections.GetValueOrDefault($"{collection.Scope.Name}.*");
}

/// <summary>A user, the password and what it opens.</summary>
internal sealed class UserAccess(string name, string password)
{
    public string Name { get; } = name;

    public string Password { get; } = password;

    /// <summary>Whether the access control knows the user; one who only has a password cannot get in.</summary>
    public bool HasAccessEntry { get; init; } = true;

    public Privilege Cluster { get; init; }

    /// <summary>Access by bucket name; "*" stands for all.</summary>
    public IReadOnlyDictionary<string, BucketAccess> Buckets { get; init; } = new Dictionary<string, BucketAccess>();

    public bool MayManage { get; init; }

    public UserAccess WithPassword(string newPassword) => new(Name, newPassword)
    {
        HasAccessEntry = HasAccessEntry, Cluster = Cluster, Buckets = Buckets, MayManage = MayManage,
    };

    public BucketAccess? AccessTo(string bucket) => Buckets.GetValueOrDefault(bucket) ?? Buckets.GetValueOrDefault("*");
}
