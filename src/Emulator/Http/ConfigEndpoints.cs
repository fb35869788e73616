using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Settee.Emulator.Cluster;

namespace Settee.Emulator.Http;

/// <summary>Where clients read configurations that cannot get them over the key-value protocol.</summary>
internal static class ConfigEndpoints
{
    public static void Map(WebApplication application, CouchbaseEmulator emulator, EmulatorNode node, CancellationToken stopping)
    {
        application.MapGet("/", context => Answers.TextAsync(context, "An emulated Couchbase cluster.", StatusCodes.Status200OK));
        application.MapGet("/admin/ping", context => Answers.JsonAsync(context, static json =>
        {
            json.WriteStartObject();
            json.WriteString("status"u8, "OK");
            json.WriteEndObject();
        }));
        application.MapGet("/api/ping", context => Answers.TextAsync(context, "", StatusCodes.Status200OK));
        application.MapGet("/pools/default/terseClusterInfo", context => Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("clusterUUID"u8, emulator.Cluster.Snapshot.Uuid);
            json.WriteString("orchestrator"u8, $"n_0@{emulator.Node(0).Host}");
            json.WriteBoolean("isBalanced"u8, emulator.Cluster.Buckets.All(static b => b.ForwardMap is null));
            json.WriteString("clusterCompatVersion"u8, "7.6");
            json.WriteEndObject();
        }));
        application.MapGet("/pools", context => Answers.JsonAsync(context, json => WritePools(json, emulator)));
        application.MapGet("/pools/default", context => Answers.JsonAsync(context, json => WriteCluster(json, emulator, node)));
        application.MapGet("/pools/default/nodeServices", context =>
            Answers.BytesAsync(context, emulator.Cluster.ConfigOf(null, node.Index).Json));
        application.MapGet("/pools/default/nodeServicesStreaming", context => StreamAsync(context, emulator, node, null, stopping));
        application.MapGet("/pools/default/b/{bucket}", context => FindBucket(context, emulator) is { } bucket
            ? Answers.BytesAsync(context, emulator.Cluster.ConfigOf(bucket, node.Index).Json)
            : Answers.NotFoundAsync(context));
        application.MapGet("/pools/default/bs/{bucket}", context => FindBucket(context, emulator) is { } bucket
            ? StreamAsync(context, emulator, node, bucket, stopping)
            : Answers.NotFoundAsync(context));
        application.MapGet("/pools/default/bucketsStreaming/{bucket}", context => FindBucket(context, emulator) is { } bucket
            ? StreamAsync(context, emulator, node, bucket, stopping)
            : Answers.NotFoundAsync(context));
    }

    /// <summary>The bucket that the path names, if the user may see it.</summary>
    public static Bucket? FindBucket(HttpContext context, CouchbaseEmulator emulator)
    {
        var name = (string)context.Request.RouteValues["bucket"]!;
        return MaySee(context, name) ? emulator.Cluster.FindBucket(name) : null;
    }

    public static bool MaySee(HttpContext context, string bucket)
    {
        var user = BasicAuthentication.UserOf(context)!;
        return user.MayManage || user.AccessTo(bucket) is not null;
    }

    /// <summary>Sends the configuration now and after every change, four newlines behind each, until somebody goes.</summary>
    private static async Task StreamAsync(
        HttpContext context, CouchbaseEmulator emulator, EmulatorNode node, Bucket? bucket, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        // Not disposed: a change that is being announced while the stream ends may still release it.
        var changed = new SemaphoreSlim(1);
        void OnChanged(Bucket? what)
        {
            if ((what is null || what == bucket) && changed.CurrentCount == 0)
                changed.Release();
        }

        emulator.Cluster.Changed += OnChanged;
        try
        {
            context.Response.ContentType = "application/json";
            while (bucket is not { Dropped: true })
            {
                await changed.WaitAsync(ended.Token).ConfigureAwait(false);
                await context.Response.Body.WriteAsync(emulator.Cluster.ConfigOf(bucket, node.Index).Json, ended.Token).ConfigureAwait(false);
                await context.Response.Body.WriteAsync("\n\n\n\n"u8.ToArray(), ended.Token).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(ended.Token).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException)
        {
            // The client went or the node stops: that is how streams end.
        }
        finally
        {
            emulator.Cluster.Changed -= OnChanged;
        }
    }

    private static void WritePools(Utf8JsonWriter json, CouchbaseEmulator emulator)
    {
        var uuid = emulator.Cluster.Snapshot.Uuid;
        json.WriteStartObject();
        json.WriteString("uuid"u8, uuid);
        json.WriteBoolean("isAdminCreds"u8, true);
        json.WriteBoolean("isEnterprise"u8, false);
        json.WriteString("implementationVersion"u8, Version);
        json.WriteStartArray("pools"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, "default");
        json.WriteString("uri"u8, $"/pools/default?uuid={uuid}");
        json.WriteString("streamingUri"u8, $"/poolsStreaming/default?uuid={uuid}");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCluster(Utf8JsonWriter json, CouchbaseEmulator emulator, EmulatorNode node)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, "default");
        json.WriteString("rebalanceStatus"u8, "none");
        json.WriteStartObject("buckets"u8);
        json.WriteString("uri"u8, "/pools/default/buckets");
        json.WriteString("terseBucketsBase"u8, "/pools/default/b/");
        json.WriteString("terseStreamingBucketsBase"u8, "/pools/default/bs/");
        json.WriteEndObject();
        WriteNodes(json, emulator, node.Index);
        json.WriteEndObject();
    }

    public static void WriteNodes(Utf8JsonWriter json, CouchbaseEmulator emulator, int thisNode)
    {
        json.WriteStartArray("nodes"u8);
        foreach (var member in emulator.Cluster.Snapshot.Members)
        {
            json.WriteStartObject();
            json.WriteString("hostname"u8, $"{member.HostForUrl}:{member.HttpPort}");
            json.WriteStartObject("ports"u8);
            json.WriteNumber("direct"u8, member.KvPort);
            json.WriteEndObject();
            DescribeNode(json, emulator, member);
            if (member.Index == thisNode)
                json.WriteBoolean("thisNode"u8, true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What the long forms tell of a node besides its address; the caller's object is open.</summary>
    public static void DescribeNode(Utf8JsonWriter json, CouchbaseEmulator emulator, NodeAddress member)
    {
        json.WriteString("otpNode"u8, $"n_{member.Index}@{member.Host}");
        if (member.ServerGroup is not null)
            json.WriteString("serverGroup"u8, member.ServerGroup);
        json.WriteString("version"u8, Version);
        json.WriteString("os"u8, "emulated");
        json.WriteNumber("clusterCompatibility"u8, 458758);
        json.WriteString("clusterMembership"u8, "active");
        json.WriteString("status"u8, emulator.Node(member.Index).IsRunning ? "healthy" : "unhealthy");
        json.WriteStartArray("services"u8);
        json.WriteStringValue("kv"u8);
        json.WriteStringValue("n1ql"u8);
        json.WriteEndArray();
    }

    private const string Version = "7.6.6-0000-emulator";
}
