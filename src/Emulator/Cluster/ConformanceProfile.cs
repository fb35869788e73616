using System.Text;
using Settee.Emulator.Durability;
using Settee.Emulator.Security;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Cluster;

/// <summary>
/// Buckets, users and held-still states that recorded conversations with a real server assume. With it, recordings can be replayed
/// against the emulator.
/// </summary>
internal static class ConformanceProfile
{
    public static void Apply(ClusterState cluster)
    {
        AddUsers(cluster.Users);
        cluster.AddBucket(new EmulatorBucket("default")
        {
            Scopes = [new("s1", "c1", "c2", new EmulatorCollection("ttl", 3600)), new("s2")],
        });
        cluster.AddBucket(new EmulatorBucket("secret") { VBuckets = 4 }, withSystemScope: false);
        cluster.AddBucket(new EmulatorBucket("passive") { KeepsCompressedValues = true });
        cluster.AddBucket(new EmulatorBucket("eph") { Ephemeral = true });
        cluster.AddBucket(new EmulatorBucket("dura") { VBuckets = 4 }, condition: new BucketCondition
        {
            Durability = [ReplicaHealth.Fine, ReplicaHealth.Impossible, ReplicaHealth.Silent, ReplicaHealth.Fine],
        });

        var states = cluster.AddBucket(new EmulatorBucket("states") { VBuckets = 4 }, condition: new BucketCondition
        {
            States = [VBucketState.Active, VBucketState.Replica, VBucketState.Pending, VBucketState.Dead],
        });
        Put(states, 1, "stored", "{\"a\":1}", 0x02000006);

        var idle = cluster.AddBucket(new EmulatorBucket("notraffic") { VBuckets = 4 }, condition: new BucketCondition { TrafficDisabled = true });
        Put(idle, 0, "stored", "{\"a\":1}", 0);

        var full = cluster.AddBucket(
            new EmulatorBucket("full") { Ephemeral = true, VBuckets = 4 }, condition: new BucketCondition { QuotaBytes = 1024 });
        Put(full, 0, "small", "small", 0);
    }

    private static void AddUsers(UserDirectory users)
    {
        users.Set(UserDirectory.Administrator("Administrator", "password"));
        users.Set(new UserAccess("reader", "readerpw")
        {
            Cluster = Privilege.SystemSettings,
            Buckets = new Dictionary<string, BucketAccess> { ["default"] = new(Privilege.Read | Privilege.SimpleStats) },
        });
        users.Set(new UserAccess("limited", "limitedpw")
        {
            Cluster = Privilege.SystemSettings,
            Buckets = new Dictionary<string, BucketAccess>
            {
                ["default"] = new(Privilege.None)
                {
                    Collections = new Dictionary<string, Privilege>
                    {
                        ["s1.c1"] = Privilege.Read | Privilege.Insert | Privilege.Upsert | Privilege.Delete,
                    },
                },
            },
        });
        users.Set(new UserAccess("nothing", "nothingpw"));
        users.Set(new UserAccess("odd.user-1", "p,a=ss wörd"));
        users.Set(new UserAccess("norbac", "norbacpw") { HasAccessEntry = false });
    }

    private static void Put(Bucket bucket, int vbucket, string key, string value, uint flags)
    {
        var body = Encoding.UTF8.GetBytes(value);
        bucket.VBuckets[vbucket].Store(new Document
        {
            Key = [0, .. Encoding.UTF8.GetBytes(key)], Body = body, DataType = Bodies.TypeOf(body), Flags = flags,
        });
    }
}
