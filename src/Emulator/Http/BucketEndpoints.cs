using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Settee.Emulator.Cluster;

namespace Settee.Emulator.Http;

/// <summary>Buckets by HTTP. A change is visible on every node before it is answered.</summary>
internal static class BucketEndpoints
{
    public const string Path = "/pools/default/buckets";

    public static void Map(WebApplication application, CouchbaseEmulator emulator)
    {
        application.MapGet(Path, context => Answers.JsonAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var bucket in emulator.Cluster.Buckets.Where(b => ConfigEndpoints.MaySee(context, b.Name)))
                Write(json, emulator, bucket);
            json.WriteEndArray();
        }));
        application.MapPost(Path, context => Form.ManageAsync(context, form => CreateAsync(context, emulator, form)));
        application.MapGet(Path + "/{bucket}", context => WithBucketAsync(
            context, emulator, bucket => Answers.JsonAsync(context, json => Write(json, emulator, bucket))));
        application.MapPost(Path + "/{bucket}", context => Form.ManageAsync(
            context, form => WithBucketAsync(context, emulator, bucket => UpdateAsync(context, emulator, bucket, form))));
        application.MapDelete(Path + "/{bucket}", context => Form.ManageAsync(context, _ => WithBucketAsync(context, emulator, bucket =>
        {
            emulator.Cluster.DropBucket(bucket.Name);
            return Task.CompletedTask;
        })));
        application.MapPost(Path + "/{bucket}/controller/doFlush", context => Form.ManageAsync(
            context, _ => WithBucketAsync(context, emulator, bucket => FlushAsync(context, bucket))));
    }

    public static Task WithBucketAsync(HttpContext context, CouchbaseEmulator emulator, Func<Bucket, Task> work) =>
        ConfigEndpoints.FindBucket(context, emulator) is { } bucket ? work(bucket) : Answers.NotFoundAsync(context);

    private static Task CreateAsync(HttpContext context, CouchbaseEmulator emulator, IFormCollection form)
    {
        var name = form["name"].ToString();
        if (name.Length is 0 or > 100)
            return Answers.ErrorAsync(context, "name", "Bucket name needs to be specified");
        if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '%') || name[0] == '.')
        {
            return Answers.ErrorAsync(
                context, "name", "Bucket name can only contain characters in range A-Z, a-z, 0-9 as well as underscore, period, dash & percent.");
        }

        if (emulator.Cluster.FindBucket(name) is not null)
            return Answers.ErrorAsync(context, "name", "Bucket with given name already exists");

        var type = form["bucketType"].ToString();
        if (type is not ("" or "couchbase" or "membase" or "ephemeral"))
            return Answers.ErrorAsync(context, "bucketType", "invalid bucket type");
        if (!Form.TryReadNumber(form, "numVBuckets", 1, 1024, 64, out var vbuckets))
            return Answers.ErrorAsync(context, "numVBuckets", "The number of vbuckets must be between 1 and 1024");

        var settings = new EmulatorBucket(name)
        {
            Replicas = 1,
            VBuckets = vbuckets,
            Ephemeral = type == "ephemeral",
            FlushEnabled = false,
            Formalities = new BucketFormalities
            {
                ConflictResolution = Chosen(form, "conflictResolutionType", "seqno"),
                StorageBackend = Chosen(form, "storageBackend", "couchstore"),
                ReplicaIndex = Form.ReadSwitch(form, "replicaIndex", false),
                CompressionMode = "passive",
            },
        };
        if (Read(form, settings) is var (changed, field, problem) && problem is not null)
            return Answers.ErrorAsync(context, field, problem);

        emulator.Cluster.AddBucket(changed);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    private static Task UpdateAsync(HttpContext context, CouchbaseEmulator emulator, Bucket bucket, IFormCollection form)
    {
        var (changed, field, problem) = Read(form, bucket.Settings);
        if (problem is not null)
            return Answers.ErrorAsync(context, field, problem);

        var members = emulator.Cluster.MemberIndices;
        var newMap = changed.Replicas != bucket.Settings.Replicas;
        bucket.ChangeSettings(_ => changed);
        if (newMap)
            emulator.Cluster.ChangeMap(bucket, _ => VBucketMap.Spread(changed.VBuckets, changed.Replicas, members));
        emulator.Cluster.Publish(bucket);
        return Task.CompletedTask;
    }

    private static Task FlushAsync(HttpContext context, Bucket bucket)
    {
        if (!bucket.Settings.FlushEnabled)
        {
            return Answers.JsonAsync(
                context,
                static json =>
                {
                    json.WriteStartObject();
                    json.WriteString("_"u8, "Flush is disabled for the bucket");
                    json.WriteEndObject();
                },
                StatusCodes.Status400BadRequest);
        }

        bucket.Flush();
        return Task.CompletedTask;
    }

    /// <summary>The settings with the fields of the form in them, or the field that is wrong.</summary>
    private static (EmulatorBucket Settings, string Field, string? Problem) Read(IFormCollection form, EmulatorBucket before)
    {
        var formal = before.Formalities;
        if (!Form.TryReadNumber(form, "ramQuotaMB", 1, int.MaxValue, formal.RamQuotaMegabytes, out var quota))
            return (before, "ramQuotaMB", "The RAM Quota must be specified and must be a positive integer.");
        if (!Form.TryReadNumber(form, "replicaNumber", 0, 3, before.Replicas, out var replicas))
            return (before, "replicaNumber", "Replica number must be equal to or less than 3.");
        if (!Form.TryReadNumber(form, "maxTTL", 0, int.MaxValue, (int)before.MaxTtl, out var maxTtl))
            return (before, "maxTTL", "Max TTL must be an integer between 0 and 2147483647");

        var compression = Chosen(form, "compressionMode", formal.CompressionMode);
        if (compression is not ("off" or "passive" or "active"))
            return (before, "compressionMode", "compressionMode can be set to 'off', 'passive' or 'active'");

        var eviction = Chosen(form, "evictionPolicy", formal.EvictionPolicy);
        if (eviction.Length > 0 && (eviction is not ("noEviction" or "nruEviction" or "valueOnly" or "fullEviction")
            || eviction is "noEviction" or "nruEviction" != before.Ephemeral))
        {
            return (before, "evictionPolicy", before.Ephemeral
                ? "Eviction policy must be either 'noEviction' or 'nruEviction' for ephemeral buckets"
                : "Eviction policy must be either 'valueOnly' or 'fullEviction' for couchbase buckets");
        }

        var durability = (EmulatorDurability)Array.IndexOf(DurabilityNames, Chosen(form, "durabilityMinLevel", DurabilityNames[(int)before.MinimumDurability]));
        if ((int)durability < 0)
            return (before, "durabilityMinLevel", "Durability minimum level must be one of none, majority, majorityAndPersistActive or persistToMajority");
        if (before.Ephemeral && durability > EmulatorDurability.Majority)
            return (before, "durabilityMinLevel", "Durability minimum level must be either 'none' or 'majority' for ephemeral buckets");

        var settings = before with
        {
            Replicas = replicas,
            MaxTtl = (uint)maxTtl,
            FlushEnabled = Form.ReadSwitch(form, "flushEnabled", before.FlushEnabled),
            MinimumDurability = durability,
            KeepsCompressedValues = compression != "off",
            Formalities = formal with { RamQuotaMegabytes = quota, CompressionMode = compression, EvictionPolicy = eviction },
        };
        return (settings, "", null);
    }

    private static readonly string[] DurabilityNames = ["none", "majority", "majorityAndPersistActive", "persistToMajority"];

    private static string Chosen(IFormCollection form, string field, string otherwise) =>
        form[field].ToString() is { Length: > 0 } text ? text : otherwise;

    private static void Write(Utf8JsonWriter json, CouchbaseEmulator emulator, Bucket bucket)
    {
        var settings = bucket.Settings;
        var formal = settings.Formalities;
        var quota = formal.RamQuotaMegabytes * 1024L * 1024;
        json.WriteStartObject();
        ConfigWriter.WriteCore(json, emulator.Cluster.Snapshot, bucket, thisNode: -1, (writer, member) => ConfigEndpoints.DescribeNode(writer, emulator, member));
        json.WriteNumber("replicaNumber"u8, settings.Replicas);
        json.WriteBoolean("replicaIndex"u8, formal.ReplicaIndex);
        json.WriteNumber("maxTTL"u8, settings.MaxTtl);
        json.WriteNumber("numVBuckets"u8, settings.VBuckets);
        json.WriteString("compressionMode"u8, formal.CompressionMode == "off" && settings.KeepsCompressedValues ? "passive" : formal.CompressionMode);
        json.WriteString("evictionPolicy"u8, formal.EvictionPolicy.Length > 0 ? formal.EvictionPolicy : settings.Ephemeral ? "noEviction" : "valueOnly");
        json.WriteString("storageBackend"u8, settings.Ephemeral ? "undefined" : formal.StorageBackend);
        json.WriteString("durabilityMinLevel"u8, DurabilityNames[(int)settings.MinimumDurability]);
        json.WriteString("conflictResolutionType"u8, formal.ConflictResolution);
        json.WriteStartObject("quota"u8);
        json.WriteNumber("ram"u8, quota * emulator.Cluster.Snapshot.Members.Count);
        json.WriteNumber("rawRAM"u8, quota);
        json.WriteEndObject();
        json.WriteStartObject("basicStats"u8);
        json.WriteNumber("itemCount"u8, bucket.CountDocuments());
        json.WriteEndObject();
        json.WriteStartObject("controllers"u8);
        if (settings.FlushEnabled)
            json.WriteString("flush"u8, $"{Path}/{bucket.Name}/controller/doFlush");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
