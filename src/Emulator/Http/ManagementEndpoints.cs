using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Settee.Emulator.Cluster;

namespace Settee.Emulator.Http;

/// <summary>Scopes and collections by HTTP. A change is visible on every node before it is answered.</summary>
internal static class ManagementEndpoints
{
    private const string Scopes = BucketEndpoints.Path + "/{bucket}/scopes";
    private const string Collections = Scopes + "/{scope}/collections";

    public static void Map(WebApplication application, CouchbaseEmulator emulator)
    {
        application.MapGet(Scopes, context => BucketEndpoints.WithBucketAsync(
            context, emulator, bucket => Answers.JsonAsync(context, json => bucket.Manifest.Write(json))));
        application.MapPost(Scopes, context => Form.ManageAsync(context, form => BucketEndpoints.WithBucketAsync(
            context, emulator, bucket => CreateScopeAsync(context, emulator, bucket, form))));
        application.MapDelete(Scopes + "/{scope}", context => Form.ManageAsync(context, _ => BucketEndpoints.WithBucketAsync(
            context, emulator, bucket => DropScopeAsync(context, emulator, bucket))));
        application.MapPost(Scopes + "/@ensureManifest/{uid}", context => Form.ManageAsync(context, _ => Task.CompletedTask));
        application.MapPost(Collections, context => Form.ManageAsync(context, form => BucketEndpoints.WithBucketAsync(
            context, emulator, bucket => CreateCollectionAsync(context, emulator, bucket, form))));
        application.MapPatch(Collections + "/{collection}", context => Form.ManageAsync(context, form => BucketEndpoints.WithBucketAsync(
            context, emulator, bucket => UpdateCollectionAsync(context, emulator, bucket, form))));
        application.MapDelete(Collections + "/{collection}", context => Form.ManageAsync(context, _ => BucketEndpoints.WithBucketAsync(
            context, emulator, bucket => DropCollectionAsync(context, emulator, bucket))));
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
        if (!Form.TryReadNumber(form, "maxTTL", -1, int.MaxValue, 0, out var maxTtl))
            return Answers.ErrorAsync(context, "maxTTL", "The value must be in range from -1 to 2147483647");

        return ChangeAsync(context, emulator, bucket, m => m.WithCollection(scope, name, (uint)maxTtl, Form.ReadSwitch(form, "history", false)));
    }

    private static Task UpdateCollectionAsync(HttpContext context, CouchbaseEmulator emulator, Bucket bucket, IFormCollection form)
    {
        if (FindCollection(context, bucket) is not { } collection)
            return CollectionNotFoundAsync(context);
        if (!Form.TryReadNumber(form, "maxTTL", -1, int.MaxValue, (int)collection.MaxTtl, out var maxTtl))
            return Answers.ErrorAsync(context, "maxTTL", "The value must be in range from -1 to 2147483647");

        return ChangeAsync(context, emulator, bucket, m => m.With(collection, (uint)maxTtl, Form.ReadSwitch(form, "history", collection.History)));
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
}
