using System.Collections.Frozen;
using System.Text.Json;

namespace Settee.Topology;

/// <summary>
/// Makes a <see cref="ClusterMap"/> from the JSON of a server: reads the tokens, names every node, and translates the vbucket map from
/// positions in the server list to positions in the list of nodes, because the two lists need not have the same order.
/// </summary>
internal static class ClusterMapParser
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>Parses a bucket's map or the global one.</summary>
    /// <param name="utf8">The JSON, inflated.</param>
    /// <param name="originHost">The host that the connection was made to; servers leave out names they do not know.</param>
    /// <returns>The map, or null when the bucket is still being created and the server should be asked again.</returns>
    /// <exception cref="InvalidClusterMapException">The map is broken.</exception>
    public static ClusterMap? Parse(ReadOnlySpan<byte> utf8, string originHost)
    {
        if (utf8.StartsWith(ByteOrderMark))
            utf8 = utf8[ByteOrderMark.Length..];

        RawClusterMap raw;
        try
        {
            raw = new ClusterMapReader(utf8).Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: the reader found bytes in a string that are not UTF-8.
            throw new InvalidClusterMapException($"The cluster map cannot be used: {exception.Message}", exception);
        }

        var isMemcached = raw.Locator == "ketama";
        if (raw is { Name: not null, VBucketServerMap: { Map: null or { Starts.Count: 0 } } } && !isMemcached)
            return null;

        var origin = HostName.WithoutBrackets(originHost);
        var servers = raw.VBucketServerMap;
        var drafts = NodeListBuilder.Build(raw, origin);
        VBucketMap? map = null;
        VBucketMap? forward = null;
        if (servers?.Map is { Starts.Count: > 0 } rows && !isMemcached)
        {
            if (servers.HashAlgorithm is not (null or "CRC"))
                throw Broken($"hashAlgorithm is \"{servers.HashAlgorithm}\", only CRC is known");

            var positions = ServerListResolver.Resolve(servers.ServerList, drafts, origin);
            map = Translate("vBucketMap", rows, positions);
            if (servers.ForwardMap is { Starts.Count: > 0 } forwardRows)
            {
                forward = Translate("vBucketMapForward", forwardRows, positions);
                if (forward.Count != map.Count)
                    throw Broken($"vBucketMapForward has {forward.Count} rows, vBucketMap {map.Count}");
            }
        }

        return new ClusterMap
        {
            Version = new ClusterMapVersion(raw.Epoch, raw.Revision),
            BucketName = raw.Name,
            BucketUuid = raw.Uuid,
            Locator = map is not null ? NodeLocator.VBucket : isMemcached ? NodeLocator.Ketama : NodeLocator.None,
            Nodes = drafts.Select(draft => draft.ToNode()).ToArray(),
            VBuckets = map,
            ForwardVBuckets = forward,
            ReplicaCount = servers?.ReplicaCount ?? 0,
            BucketCapabilities = raw.BucketCapabilities.ToFrozenSet(),
            ClusterCapabilities = raw.ClusterCapabilitiesMajor == 1 ? raw.ClusterCapabilities.ToFrozenSet() : [],
            CollectionsManifestUid = raw.CollectionsManifestUid,
            ClusterName = raw.ClusterName,
            ClusterUuid = raw.ClusterUuid,
            Product = raw.Product ?? "server",
        };
    }

    private static VBucketMap Translate(string member, RawVBucketRows rows, short[] positions)
    {
        var stride = rows.LongestRow;
        var entries = new short[rows.Starts.Count * stride];
        Array.Fill(entries, VBucketMap.Nobody);
        for (var vbucket = 0; vbucket < rows.Starts.Count; vbucket++)
        {
            var row = rows.Row(vbucket);
            for (var copy = 0; copy < row.Length; copy++)
            {
                if (row[copy] < 0)
                    continue;

                if (row[copy] >= positions.Length)
                    throw Broken($"{member}[{vbucket}] names server {row[copy]}, the server list has {positions.Length}");

                entries[(vbucket * stride) + copy] = positions[row[copy]];
            }
        }

        return new VBucketMap(entries, stride);
    }

    internal static InvalidClusterMapException Broken(string what) => new($"The cluster map cannot be used: {what}.");
}
