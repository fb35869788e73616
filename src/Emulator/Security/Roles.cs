namespace Settee.Emulator.Security;

/// <summary>The roles that users can have, and what each opens on the key-value side.</summary>
internal sealed record Role(string Name, string Title, Privilege Data, bool PerBucket = true)
{
    private const Privilege Reads = Privilege.Read | Privilege.RangeScan | Privilege.SystemXattrRead | Privilege.SystemCollectionLookup;
    private const Privilege Writes = Privilege.Insert | Privilege.Upsert | Privilege.Delete | Privilege.SystemXattrWrite;
    private const Privilege All = Privilege.WriteData;

    public static readonly IReadOnlyList<Role> Known =
    [
        new("admin", "Full Admin", All, PerBucket: false) { Manages = true },
        new("ro_admin", "Read-Only Admin", Privilege.None, PerBucket: false),
        new("cluster_admin", "Cluster Admin", Privilege.None, PerBucket: false) { Manages = true },
        new("security_admin", "Security Admin", Privilege.None, PerBucket: false),
        new("bucket_admin", "Bucket Admin", Privilege.SimpleStats),
        new("bucket_full_access", "Application Access", All),
        new("scope_admin", "Manage Scopes", Privilege.None) { Scoped = true },
        new("data_reader", "Data Reader", Reads) { Scoped = true },
        new("data_writer", "Data Writer", Writes) { Scoped = true },
        new("data_dcp_reader", "Data DCP Reader", Reads | Privilege.SimpleStats) { Scoped = true },
        new("data_backup", "Data Backup & Restore", All),
        new("data_monitoring", "Data Monitor", Privilege.SimpleStats) { Scoped = true },
        new("query_select", "Query Select", Privilege.None) { Scoped = true },
        new("query_insert", "Query Insert", Privilege.None) { Scoped = true },
        new("query_update", "Query Update", Privilege.None) { Scoped = true },
        new("query_delete", "Query Delete", Privilege.None) { Scoped = true },
        new("query_manage_index", "Query Manage Index", Privilege.None) { Scoped = true },
        new("query_system_catalog", "Query System Catalog", Privilege.None, PerBucket: false),
        new("external_stats_reader", "External Stats Reader", Privilege.None, PerBucket: false),
    ];

    /// <summary>Whether it can be given for single scopes and collections.</summary>
    public bool Scoped { get; init; }

    public bool Manages { get; init; }

    public static Role? Find(string name) => Known.FirstOrDefault(r => r.Name == name);
}

/// <summary>Turns the roles of a user into privileges.</summary>
internal static class RoleGrants
{
    public static UserAccess Access(string name, string password, IReadOnlyList<EmulatorRole> roles)
    {
        var buckets = new Dictionary<string, (Privilege Bucket, Dictionary<string, Privilege> Collections)>();
        var manages = false;
        foreach (var granted in roles)
        {
            if (Role.Find(granted.Name) is not { } role)
                throw new ArgumentException($"There is no role \"{granted.Name}\".", nameof(roles));

            manages |= role.Manages;
            if (role.Data == Privilege.None)
                continue;

            var bucket = role.PerBucket ? granted.Bucket ?? "*" : "*";
            if (!buckets.TryGetValue(bucket, out var entry))
                entry = (Privilege.None, []);
            if (granted.Scope is null or "*")
            {
                entry.Bucket |= role.Data;
            }
            else
            {
                var path = $"{granted.Scope}.{granted.Collection ?? "*"}";
                entry.Collections[path] = entry.Collections.GetValueOrDefault(path) | role.Data;
            }

            buckets[bucket] = entry;
        }

        // What is given for all buckets is given for each that is named, too.
        var everywhere = buckets.TryGetValue("*", out var all) ? all.Bucket : Privilege.None;
        return new UserAccess(name, password)
        {
            Cluster = Privilege.SystemSettings,
            Buckets = buckets.ToDictionary(
                static b => b.Key, b => new BucketAccess(b.Value.Bucket | everywhere) { Collections = b.Value.Collections }),
            MayManage = manages,
        };
    }
}
