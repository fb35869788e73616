using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Settee.Emulator.Cluster;

namespace Settee.Emulator.Http;

/// <summary>Buckets, scopes and collections by HTTP. A change is visible on every node before it is answered.</summary>
internal static class ManagementEndpoints
{
    private const string Buckets = "/pools/default/buckets";
    private const string Scopes = Buckets + "/{bucket}/scopes";
    private const string Collections = Scopes + "/{scope}/collections";

    public static void Map(WebApplication application, CouchbaseEmulator emulator)
    {
        application.MapGet(Buckets, context => Answers.JsonAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var bucket in emulator.Cluster.Buckets.Where(b => BasicAuthentication.UserOf(context)!.AccessTo(b.Name) is not null))
                WriteBucket(json, emulator, bucket);
            json.WriteEndArray();
        }));
        application.MapPost(Buckets, context => ManageAsync(context, form => CreateBucketAsync(context, emulator, form)));
        application.MapGet(Buckets + "/{bucket}", context => WithBucketAsync(
            context, emulator, bucket => Answers.JsonAsync(context, json => WriteBucket(json, emulator, bucket))));
        application.MapDelete(Buckets + "/{bucket}", context => ManageAsync(context, _ => WithBucketAsync(context, emulator, bucket =>
        {
            emulator.Cluster.DropBucket(bucket.Name);
            return Task.CompletedTask;
        })));
        application.MapPost(Buckets + "/{bucket}/controller/doFlush", context => ManageAsync(
            context, _ => WithBucketAsync(context, emulator, bucket =>
            {
                bucket.Flush();
                return Task.CompletedTask;
            })));

        application.MapGet(Scopes, context => WithBucketAsync(
            context, emulator, bucket => Answers.JsonAsync(context, json => bucket.Manifest.Write(json))));
        application.MapPost(Scopes, context => ManageAsync(context, form => WithBucketAsync(
            context, emulator, bucket => CreateScopeAsync(context, emulator, bucket, form))));
        application.MapDelete(Scopes + "/{scope}", context => ManageAsync(context, _ => WithBucketAsync(
            context, emulator, bucket => DropScopeAsync(context, emulator, bucket))));
        application.MapPost(Scopes + "/@ensureManifest/{uid}", context => ManageAsync(context, _ => Task.CompletedTask));
        application.MapPost(Collections, context => ManageAsync(context, form => WithBucketAsync(
            context, emulator, bucket => CreateCollectionAsync(context, emulator, bucket, form))));
        application.MapPatch(Collections + "/{collection}", context => ManageAsync(context, form => WithBucketAsync(
            context, emulator, bucket => UpdateCollectionAsync(context, emulator, bucket, form))));
        application.MapDelete(Collections + "/{collection}", context => ManageAsync(context, _ => WithBucketAsync(
            context, emulator, bucket => DropCollectionAsync(context, emulator, bucket))));
    }

    /// <summary>For administrators only; the form is empty where the request has none.</summary>
    private static async Task ManageAsync(HttpContext context, Func<IFormCollection, Task> work)
    {
        if (!BasicAuthentication.UserOf(context)!.MayManage)
        {
            await Answers.ForbiddenAsync(context).ConfigureAwait(false);
            return;
        }

        var form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false)
            : FormCollection.Empty;
        await work(form).ConfigureAwait(false);
    }

    private static Task WithBucketAsync(HttpContext context, CouchbaseEmulator emulator, Func<Bucket, Task> work) =>
        ConfigEndpoints.FindBucket(context, emulator) is { } bucket ? work(bucket) : Answers.NotFoundAsync(context);

    private static Task CreateBucketAsync(HttpContext context, CouchbaseEmulator emulator, IFormCollection form)
    {
        var name = form["name"].ToString();
        if (name.Length is 0 or > 100)
            return Answers.ErrorAsync(context, "name", "Bucket name needs to be specified");
        if (emulator.Cluster.FindBucket(name) is not null)
            return Answers.ErrorAsync(context, "name", "Bucket with given name already exists");
        if (!TryReadNumber(form, "replicaNumber", 0, 3, 1, out var replicas))
            return Answers.ErrorAsync(context, "replicaNumber", "The replica number must be between 0 and 3");
        if (!TryReadNumber(form, "maxTTL", 0, int.MaxValue, 0, out var maxTtl))
            return Answers.ErrorAsync(context, "maxTTL", "Max TTL must be an integer between 0 and 2147483647");
        if (!TryReadNumber(form, "numVBuckets", 1, 1024, 64, out var vbuckets))
            return Answers.ErrorAsync(context, "numVBuckets", "The number of vbuckets must be between 1 and 1024");

        emulator.Cluster.AddBucket(new EmulatorBucket(name)
        {
            Replicas = replicas,
            VBuckets = vbuckets,
            MaxTtl = (uint)maxTtl,
            Ephemeral = form["bucketType"] == "ephemeral",
            KeepsCompressedValues = form["compressionMode"] == "passive" || form["compressionMode"] == "active",
        });
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    private static Task CreateScopeAsync(HttpContext context, CouchbaseEmulator emulator, Bucket bucket, IFormCollection form)
    {
        var name = form["name"].ToString();
        if (!IsName(name))
            return Answers.ErrorAsync(context, "name", "Can only contain characters A-Z, a-z, 0-9 and the following symbols _ - %");
        if (bucket.Manifest.FindScope(name) is not null)
            return Answers.ErrorAsync(context, "_", $"Scope with name \"{name}\" already exists");

        return ChangeAsync(context, emulator, bucket, m => m.WithScope(name));
    }

    private static Task DropScopeAsync(HttpContext context, CouchbaseEmulator emulator, Bucket bucket)
    {
        var name = (string)context.Request.RouteValues["scope"]!;
        return bucket.Manifest.FindScope(name) is { Id: not 0 } scope
            ? ChangeAsync(context, emulator, bucket, m => m.WithoutScope(scope))
            : ScopeNotFoundAsync(context, name);
    }

    private static Task CreateCollectionAsync(HttpContext context, CouchbaseEmulator emulator, Bucket bucket, IFormCollection form)
    {
        var scope = (string)context.Request.RouteValues["scope"]!;
        var name = form["name"].ToString();
        if (!IsName(name))
            return Answers.ErrorAsync(context, "name", "Can only contain characters A-Z, a-z, 0-9 and the following symbols _ - %");
        if (bucket.Manifest.FindScope(scope) is null)
            return ScopeNotFoundAsync(context, scope);
        if (bucket.Manifest.Find(scope, name) is not null)
            return Answers.ErrorAsync(context, "_", $"Collection with name \"{name}\" in scope \"{scope}\" already exists");
        if (!TryReadNumber(form, "maxTTL", -1, int.MaxValue, 0, out var maxTtl))
            return Answers.ErrorAsync(context, "maxTTL", "The value must be in range from -1 to 2147483647");

        return ChangeAsync(context, emulator, bucket, m => m.WithCollection(scope, name, (uint)Math.Max(maxTtl, 0)));
    }

    private static Task UpdateCollectionAsync(HttpContext context, CouchbaseEmulator emulator, Bucket bucket, IFormCollection form)
    {
        if (FindCollection(context, bucket) is not { } collection)
            return CollectionNotFoundAsync(context);
        if (!TryReadNumber(form, "maxTTL", -1, int.MaxValue, (int)collection.MaxTtl, out var maxTtl))
            return Answers.ErrorAsync(context, "maxTTL", "The value must be in range from -1 to 2147483647");

        return ChangeAsync(context, emulator, bucket, m => m.WithMaxTtl(collection, (uint)Math.Max(maxTtl, 0)));
    }

    private static Task DropCollectionAsync(HttpContext context, CouchbaseEmulator emulator, Bucket bucket) =>
        FindCollection(context, bucket) is { Id: not 0 } collection
            ? ChangeAsync(context, emulator, bucket, m => m.WithoutCollection(collection))
            : CollectionNotFoundAsync(context);

    private static Task ChangeAsync(
        HttpContext context, CouchbaseEmulator emulator, Bucket bucket, Func<CollectionManifest, CollectionManifest> change)
    {
        var manifest = bucket.ChangeManifest(change);
        emulator.Cluster.Publish(bucket);
        return Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("uid"u8, manifest.UidText);
            json.WriteEndObject();
        });
    }

    private static CollectionEntry? FindCollection(HttpContext context, Bucket bucket) =>
        bucket.Manifest.Find((string)context.Request.RouteValues["scope"]!, (string)context.Request.RouteValues["collection"]!);

    private static Task ScopeNotFoundAsync(HttpContext context, string scope) =>
        Answers.ErrorAsync(context, "_", $"Scope with name \"{scope}\" is not found", StatusCodes.Status404NotFound);

    private static Task CollectionNotFoundAsync(HttpContext context) => Answers.ErrorAsync(
        context,
        "_",
        $"Collection with name \"{context.Request.RouteValues["collection"]}\" in scope \"{context.Request.RouteValues["scope"]}\" is not found",
        StatusCodes.Status404NotFound);

    /// <summary>Names that begin with an underscore or a percent sign are the server's.</summary>
    private static bool IsName(string name) => name.Length is > 0 and <= 251
        && name[0] is not ('_' or '%')
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '%');

    private static bool TryReadNumber(IFormCollection form, string field, int least, int most, int otherwise, out int number)
    {
        number = otherwise;
        var text = form[field].ToString();
        return text.Length == 0
            || (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }

    private static void WriteBucket(Utf8JsonWriter json, CouchbaseEmulator emulator, Bucket bucket)
    {
        const long quota = 100L * 1024 * 1024;
        json.WriteStartObject();
        ConfigWriter.WriteCore(json, emulator.Cluster.Snapshot, bucket, thisNode: -1);
        json.WriteNumber("replicaNumber"u8, bucket.Settings.Replicas);
        json.WriteBoolean("replicaIndex"u8, false);
        json.WriteNumber("maxTTL"u8, bucket.Settings.MaxTtl);
        json.WriteNumber("numVBuckets"u8, bucket.Settings.VBuckets);
        json.WriteString("compressionMode"u8, bucket.Settings.KeepsCompressedValues ? "passive" : "off");
        json.WriteString("evictionPolicy"u8, bucket.Settings.Ephemeral ? "noEviction" : "valueOnly");
        json.WriteString("storageBackend"u8, bucket.Settings.Ephemeral ? "undefined" : "couchstore");
        json.WriteString("durabilityMinLevel"u8, "none");
        json.WriteString("conflictResolutionType"u8, "seqno");
        json.WriteStartObject("quota"u8);
        json.WriteNumber("ram"u8, quota);
        json.WriteNumber("rawRAM"u8, quota);
        json.WriteEndObject();
        json.WriteStartObject("controllers"u8);
        json.WriteString("flush"u8, $"{Buckets}/{bucket.Name}/controller/doFlush");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
