using System.Buffers.Binary;
using Settee.Wire;

namespace Settee.Connecting;

/// <summary>The features to ask for in HELLO, and their encoding.</summary>
internal static class HelloFeatures
{
    /// <summary>What the options call for.</summary>
    public static HelloFeature[] For(ResolvedOptions options)
    {
        List<HelloFeature> features =
        [
            HelloFeature.TcpNoDelay,
            HelloFeature.Xattr,
            HelloFeature.ExtendedErrors,
            HelloFeature.SelectBucket,
            HelloFeature.Json,
            HelloFeature.Tracing,
            HelloFeature.AlternateRequest,
            HelloFeature.SyncReplication,
            HelloFeature.Collections,
            HelloFeature.PreserveTtl,
            HelloFeature.SubdocCreateAsDeleted,
            HelloFeature.SubdocDocumentMacro,
            HelloFeature.SubdocReplaceBodyWithXattr,
            HelloFeature.SubdocReplicaRead,
            HelloFeature.SubdocMultipleXattrKeys,
            HelloFeature.SubdocBinaryXattr,
            HelloFeature.ClusterConfigWithKnownVersion,
            HelloFeature.DedupeNotMyVBucketClusterMap,
        ];
        if (options.EnableMutationTokens)
            features.Add(HelloFeature.MutationSeqno);

        // Both or none: with the second any body may come compressed, and is inflated like a value.
        if (options.Compression)
            features.AddRange([HelloFeature.Snappy, HelloFeature.SnappyEverywhere]);

        if (options.EnableUnorderedExecution)
            features.Add(HelloFeature.UnorderedExecution);

        // With both kinds of notification a server sends the brief one; older servers know only the full one.
        if (options.EnableConfigPush)
            features.AddRange([HelloFeature.Duplex, HelloFeature.ClusterMapChangeNotification, HelloFeature.ClusterMapChangeNotificationBrief]);

        return [.. features];
    }

    public static byte[] Encode(ReadOnlySpan<HelloFeature> features)
    {
        var bytes = new byte[features.Length * 2];
        for (var i = 0; i < features.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * 2), (ushort)features[i]);

        return bytes;
    }

    /// <summary>The acknowledged features; one that was not asked for is not taken, since nothing here would handle it.</summary>
    public static FeatureSet Decode(ReadOnlySpan<byte> acknowledged, ReadOnlySpan<HelloFeature> requested)
    {
        var result = default(FeatureSet);
        for (; acknowledged.Length >= 2; acknowledged = acknowledged[2..])
        {
            var feature = (HelloFeature)BinaryPrimitives.ReadUInt16BigEndian(acknowledged);
            if (requested.Contains(feature))
                result = result.With(feature);
        }

        return result;
    }
}
