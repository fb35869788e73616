using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>The features that a HELLO negotiated, as a set of bits.</summary>
internal readonly record struct Features(ulong Bits)
{
    /// <summary>Everything the emulator grants.</summary>
    public static readonly Features Known = Of(
        HelloFeature.TcpNoDelay, HelloFeature.MutationSeqno, HelloFeature.TcpDelay, HelloFeature.Xattr, HelloFeature.ExtendedErrors,
        HelloFeature.SelectBucket, HelloFeature.Snappy, HelloFeature.Json, HelloFeature.Duplex,
        HelloFeature.ClusterMapChangeNotification, HelloFeature.UnorderedExecution, HelloFeature.Tracing, HelloFeature.AlternateRequest,
        HelloFeature.SyncReplication, HelloFeature.Collections, HelloFeature.SnappyEverywhere, HelloFeature.PreserveTtl,
        HelloFeature.VirtualXattr, HelloFeature.PointInTimeRecovery, HelloFeature.SubdocCreateAsDeleted,
        HelloFeature.SubdocDocumentMacro, HelloFeature.SubdocReplaceBodyWithXattr, HelloFeature.SubdocReplicaRead,
        HelloFeature.ClusterConfigWithKnownVersion, HelloFeature.DedupeNotMyVBucketClusterMap,
        HelloFeature.ClusterMapChangeNotificationBrief, HelloFeature.SubdocMultipleXattrKeys, HelloFeature.SubdocBinaryXattr);

    public static Features Of(params ReadOnlySpan<HelloFeature> features)
    {
        var result = default(Features);
        foreach (var feature in features)
            result = result.With(feature);
        return result;
    }

    public bool Has(HelloFeature feature) => (ushort)feature < 64 && (Bits & (1ul << (ushort)feature)) != 0;

    public Features With(HelloFeature feature) => (ushort)feature < 64 ? new(Bits | (1ul << (ushort)feature)) : this;

    public Features Without(HelloFeature feature) => (ushort)feature < 64 ? new(Bits & ~(1ul << (ushort)feature)) : this;

    public bool Collections => Has(HelloFeature.Collections);

    public bool ExtendedErrors => Has(HelloFeature.ExtendedErrors);

    public bool Json => Has(HelloFeature.Json);

    public bool Snappy => Has(HelloFeature.Snappy);

    public bool Tracing => Has(HelloFeature.Tracing);

    public bool MutationSeqno => Has(HelloFeature.MutationSeqno);
}
