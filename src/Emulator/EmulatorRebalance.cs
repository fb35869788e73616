using Settee.Emulator.Cluster;

namespace Settee.Emulator;

/// <summary>A rebalance under way, made by <see cref="CouchbaseEmulator.BeginRebalance"/>: it moves one vbucket at a time.</summary>
public sealed class EmulatorRebalance
{
    private readonly ClusterState _cluster;
    private readonly int[] _leaving;
    private readonly Queue<(Bucket Bucket, int VBucket, int[] Row)> _moves = [];
    private bool _done;

    internal EmulatorRebalance(ClusterState cluster, int[] leaving)
    {
        _cluster = cluster;
        _leaving = leaving;
        var members = cluster.MemberIndices.Where(m => !leaving.Contains(m)).ToArray();
        foreach (var bucket in cluster.Buckets)
        {
            var target = VBucketMap.Spread(bucket.Settings.VBuckets, bucket.Settings.Replicas, members);
            bucket.ForwardMap = target;
            for (var v = 0; v < target.Count; v++)
            {
                if (!bucket.Map.Rows[v].AsSpan().SequenceEqual(target.Rows[v]))
                    _moves.Enqueue((bucket, v, target.Rows[v]));
            }
        }

        cluster.Publish(null);
    }

    /// <summary>How many vbuckets have still to move.</summary>
    public int Remaining => _moves.Count;

    /// <summary>Moves the next vbucket, or ends the rebalance when there is none left; false when it has ended.</summary>
    public bool MoveNext()
    {
        if (_done)
            return false;

        if (!_moves.TryDequeue(out var move))
        {
            _done = true;
            foreach (var bucket in _cluster.Buckets)
                bucket.ForwardMap = null;
            _cluster.SetMembers([.. _cluster.Snapshot.Members.Where(m => !_leaving.Contains(m.Index))]);
            return false;
        }

        _cluster.ChangeMap(move.Bucket, map => map.With(move.VBucket, move.Row));
        _cluster.Publish(move.Bucket);
        return true;
    }

    /// <summary>Moves all that is left and ends the rebalance.</summary>
    public void Complete()
    {
        while (MoveNext())
        {
        }
    }
}
