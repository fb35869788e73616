using System.Buffers;
using System.Text.Json;

namespace Settee.Emulator.Cluster;

/// <summary>
/// Writes cluster configurations. The data nodes come in one order everywhere (nodes, nodesExt, serverList), because clients differ in
/// which of the lists they take the numbers of the map for.
/// </summary>
internal static class ConfigWriter
{
    private static readonly string[] BucketCapabilities =
    [
        "collections", "durableWrite", "tombstonedUserXAttrs", "dcp", "cbhello", "touch", "cccp", "nodesExt", "xattr", "preserveExpiry",
        "subdoc.ReplaceBodyWithXattr", "subdoc.DocumentMacroSupport", "subdoc.ReviveDocument", "subdoc.ReplicaRead", "rangeScan",
    ];

    public static byte[] Write(ClusterSnapshot cluster, Bucket? bucket, int thisNode)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteCore(json, cluster, bucket, thisNode);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// The members that every description of a cluster has; the caller's object is open. <paramref name="describe"/> adds what the long
    /// form tells of each data node.
    /// </summary>
    public static void WriteCore(
        Utf8JsonWriter json, ClusterSnapshot cluster, Bucket? bucket, int thisNode, Action<Utf8JsonWriter, NodeAddress>? describe = null)
    {
        json.WriteNumber("rev"u8, cluster.Revision);
        json.WriteNumber("revEpoch"u8, cluster.Epoch);
        if (bucket is not null)
            WriteBucket(json, cluster, bucket, describe);

        json.WriteStartArray("nodesExt"u8);
        foreach (var node in cluster.Members)
            WriteNode(json, node, node.Index == thisNode);
        json.WriteEndArray();

        json.WriteStartArray("clusterCapabilitiesVer"u8);
        json.WriteNumberValue(1);
        json.WriteNumberValue(0);
        json.WriteEndArray();
        json.WriteStartObject("clusterCapabilities"u8);
        json.WriteStartArray("n1ql"u8);
        json.WriteStringValue("enhancedPreparedStatements"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("clusterUUID"u8, cluster.Uuid);
        json.WriteString("clusterName"u8, "emulator");
    }

    private static void WriteNode(Utf8JsonWriter json, NodeAddress node, bool isThis)
    {
        json.WriteStartObject();
        WritePorts(json, "services"u8, node.Services);
        json.WriteString("hostname"u8, node.Host);
        if (isThis)
            json.WriteBoolean("thisNode"u8, true);
        if (node.ServerGroup is not null)
            json.WriteString("serverGroup"u8, node.ServerGroup);
        if (node.Alternate is { } alternate)
        {
            json.WriteStartObject("alternateAddresses"u8);
            json.WriteStartObject(alternate.Network);
            json.WriteString("hostname"u8, alternate.Host);
            WritePorts(json, "ports"u8, node.AlternateServices);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WritePorts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<(string Service, int Port)> services)
    {
        json.WriteStartObject(name);
        foreach (var (service, port) in services)
            json.WriteNumber(service, port);
        json.WriteEndObject();
    }

    private static void WriteBucket(
        Utf8JsonWriter json, ClusterSnapshot cluster, Bucket bucket, Action<Utf8JsonWriter, NodeAddress>? describe)
    {
        var uriSuffix = $"{bucket.Name}?bucket_uuid={bucket.Uuid}";
        json.WriteString("name"u8, bucket.Name);
        json.WriteString("uuid"u8, bucket.Uuid);
        json.WriteString("uri"u8, $"/pools/default/buckets/{uriSuffix}");
        json.WriteString("streamingUri"u8, $"/pools/default/bucketsStreaming/{uriSuffix}");
        json.WriteString("nodeLocator"u8, "vbucket");
        json.WriteString("bucketType"u8, bucket.Settings.Ephemeral ? "ephemeral" : "membase");
        json.WriteString("collectionsManifestUid"u8, bucket.Manifest.UidText);
        json.WriteString("bucketCapabilitiesVer"u8, "");
        json.WriteStartArray("bucketCapabilities"u8);
        foreach (var capability in BucketCapabilities)
        {
            if (capability != "rangeScan" || !bucket.Settings.Ephemeral)
                json.WriteStringValue(capability);
        }

        json.WriteEndArray();

        json.WriteStartArray("nodes"u8);
        foreach (var node in cluster.Members)
        {
            json.WriteStartObject();
            json.WriteString("hostname"u8, $"{node.HostForUrl}:{node.HttpPort}");
            json.WriteStartObject("ports"u8);
            json.WriteNumber("direct"u8, node.KvPort);
            json.WriteEndObject();
            describe?.Invoke(json, node);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteMap(json, cluster, bucket);
    }

    private static void WriteMap(Utf8JsonWriter json, ClusterSnapshot cluster, Bucket bucket)
    {
        json.WriteStartObject("vBucketServerMap"u8);
        json.WriteString("hashAlgorithm"u8, "CRC");
        json.WriteNumber("numReplicas"u8, bucket.Settings.Replicas);
        json.WriteStartArray("serverList"u8);
        foreach (var node in cluster.Members)
            json.WriteStringValue($"{node.HostForUrl}:{node.KvPort}");
        json.WriteEndArray();

        // Map rows hold node indices; a node that left makes the positions in the lists differ from them.
        var positions = new Dictionary<int, int>();
        foreach (var node in cluster.Members)
            positions[node.Index] = positions.Count;

        WriteRows(json, "vBucketMap"u8, bucket.Map, positions);
        if (bucket.ForwardMap is { } forward)
            WriteRows(json, "vBucketMapForward"u8, forward, positions);
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, ReadOnlySpan<byte> name, VBucketMap map, Dictionary<int, int> positions)
    {
        json.WriteStartArray(name);
        foreach (var row in map.Rows)
        {
            json.WriteStartArray();
            foreach (var node in row)
                json.WriteNumberValue(positions.GetValueOrDefault(node, VBucketMap.Nobody));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
