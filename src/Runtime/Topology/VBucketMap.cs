namespace Settee.Topology;

/// <summary>
/// Which node holds which copy of which vbucket, flattened: row after row, each with the active copy first and the replicas behind it.
/// Entries are positions in <see cref="ClusterMap.Nodes"/>; <see cref="Nobody"/> where no node holds that copy.
/// </summary>
internal sealed class VBucketMap
{
    public const short Nobody = -1;

    private readonly short[] _entries;
    private readonly int _stride;

    /// <param name="entries">Rows of equal length.</param>
    /// <param name="stride">The length of a row: one more than the replicas it can name.</param>
    public VBucketMap(short[] entries, int stride)
    {
        _entries = entries;
        _stride = stride;
        Count = entries.Length / stride;
    }

    /// <summary>The number of vbuckets.</summary>
    public int Count { get; }

    /// <summary>The replicas that a row has room for; the configured number may be larger while the cluster is too small.</summary>
    public int ReplicaSlots => _stride - 1;

    public short Active(int vbucket) => _entries[vbucket * _stride];

    /// <summary>The node of a replica counted from 0, or <see cref="Nobody"/>; also for replicas beyond the row.</summary>
    public short Replica(int vbucket, int replica) =>
        replica >= 0 && replica < _stride - 1 ? _entries[(vbucket * _stride) + 1 + replica] : Nobody;

    /// <summary>How many replicas of a vbucket have a node at the moment.</summary>
    public int ReplicasOf(int vbucket)
    {
        var row = Row(vbucket)[1..];
        return row.Length - row.Count(Nobody);
    }

    public ReadOnlySpan<short> Row(int vbucket) => _entries.AsSpan(vbucket * _stride, _stride);
}
