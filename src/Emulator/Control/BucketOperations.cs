using System.Text.Json.Nodes;

namespace Settee.Emulator.Control;

/// <summary>Buckets, scopes, collections, and what they hold.</summary>
internal sealed class BucketOperations(CouchbaseEmulator emulator)
{
    public ControlOperation[] All =>
    [
        ControlOperation.Do("add-bucket", "name replicas vbuckets ephemeral maxTtl memoryQuota", Add, Of(nameof(CouchbaseEmulator.AddBucket))),
        ControlOperation.Do("drop-bucket", "name", body => emulator.DropBucket(body.NeedText("name")), Of(nameof(CouchbaseEmulator.DropBucket))),
        ControlOperation.Do("flush", "bucket", body => emulator.Flush(body.Bucket), Of(nameof(CouchbaseEmulator.Flush))),
        ControlOperation.Do(
            "add-scope", "scope bucket", body => emulator.AddScope(body.NeedText("scope"), body.Bucket), Of(nameof(CouchbaseEmulator.AddScope))),
        ControlOperation.Do(
            "drop-scope", "scope bucket", body => emulator.DropScope(body.NeedText("scope"), body.Bucket), Of(nameof(CouchbaseEmulator.DropScope))),
        ControlOperation.Do(
            "add-collection",
            "scope collection maxTtl bucket",
            body => emulator.AddCollection(body.NeedText("scope"), body.NeedText("collection"), (uint?)body["maxTtl"] ?? 0, body.Bucket),
            Of(nameof(CouchbaseEmulator.AddCollection))),
        ControlOperation.Do(
            "drop-collection",
            "scope collection bucket",
            body => emulator.DropCollection(body.NeedText("scope"), body.NeedText("collection"), body.Bucket),
            Of(nameof(CouchbaseEmulator.DropCollection))),
        ControlOperation.Do(
            "limit-writes",
            "limit bucket",
            body => emulator.LimitWrites(body.NeedName<EmulatorLimit>("limit"), body.Bucket),
            Of(nameof(CouchbaseEmulator.LimitWrites))),
    ];

    private static string Of(string member) => ControlOperation.Of<CouchbaseEmulator>(member);

    private void Add(JsonObject body) => emulator.AddBucket(new EmulatorBucket(body.NeedText("name"))
    {
        Replicas = (int?)body["replicas"] ?? 0, VBuckets = (int?)body["vbuckets"] ?? 64, Ephemeral = (bool?)body["ephemeral"] ?? false,
        MaxTtl = (uint?)body["maxTtl"] ?? 0, MemoryQuota = (long?)body["memoryQuota"] ?? 0,
    });
}
