namespace Settee.Topology;

/// <summary>What to do with a cluster map that just arrived.</summary>
internal enum MapVerdict
{
    /// <summary>It replaces the current one.</summary>
    Accept,

    /// <summary>It is the current one, or older.</summary>
    NotNewer,

    /// <summary>It describes another bucket: left over from the connection's former bucket, or a global map.</summary>
    OtherBucket,

    /// <summary>The number of vbuckets differs although the bucket is the same; no server does that, so the map is not trusted.</summary>
    OtherVBucketCount,
}

/// <summary>
/// Orders cluster maps. Every source (handshake, push, poll, NMVB body) asks here, so that a late answer from a partitioned node never
/// turns the client back. A bucket that was created again needs no exception: revisions count for the whole cluster.
/// </summary>
internal static class ClusterMapComparer
{
    public static MapVerdict Compare(ClusterMap? current, ClusterMap candidate)
    {
        if (current is null)
            return MapVerdict.Accept;

        if (current.BucketName != candidate.BucketName)
            return MapVerdict.OtherBucket;

        if (!IsNewer(candidate.Version, current.Version))
            return MapVerdict.NotNewer;

        var sameBucket = current.BucketUuid == candidate.BucketUuid;
        return sameBucket && current.VBucketCount != candidate.VBucketCount
            ? MapVerdict.OtherVBucketCount
            : MapVerdict.Accept;
    }

    /// <summary>The part that needs no parsed map: versions also travel in the extras of notifications.</summary>
    public static bool IsNewer(ClusterMapVersion candidate, ClusterMapVersion current) =>
        candidate > current || (candidate.IsUnversioned && current.IsUnversioned);
}
