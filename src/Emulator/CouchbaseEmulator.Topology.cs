using Settee.Emulator.Cluster;

namespace Settee.Emulator;

/// <summary>Changes of the cluster while it runs: nodes, owners of vbuckets, replicas.</summary>
public sealed partial class CouchbaseEmulator
{
    /// <summary>Adds a node to the cluster. It holds nothing until <see cref="Rebalance"/>.</summary>
    public async Task<EmulatorNode> AddNodeAsync()
    {
        var node = await BindNodeAsync().ConfigureAwait(false);
        Cluster.SetMembers([.. Cluster.Snapshot.Members, node.Address]);
        node.Open();
        return node;
    }

    /// <summary>Takes a node out of the cluster in order: its vbuckets move to the others, then it leaves and stops.</summary>
    /// <param name="node">Index of the node.</param>
    public async Task RemoveNodeAsync(int node)
    {
        BeginRebalance(node).Complete();
        await Node(node).StopAsync().ConfigureAwait(false);
    }

    /// <summary>Spreads the vbuckets of all buckets evenly over the members.</summary>
    public void Rebalance()
    {
        var members = Cluster.MemberIndices;
        foreach (var bucket in Cluster.Buckets)
        {
            Cluster.ChangeMap(bucket, _ => VBucketMap.Spread(bucket.Settings.VBuckets, bucket.Settings.Replicas, members));
            bucket.ForwardMap = null;
        }

        Cluster.Publish(null);
    }

    /// <summary>
    /// Begins a rebalance that moves when it is told to. Until it is complete the configuration has a forward map, which tells where the
    /// vbuckets are going.
    /// </summary>
    /// <param name="leaving">Indices of nodes that get no vbuckets and leave the configuration at the end.</param>
    public EmulatorRebalance BeginRebalance(params int[] leaving)
    {
        ArgumentNullException.ThrowIfNull(leaving);
        if (Cluster.MemberIndices.All(leaving.Contains))
            throw new ArgumentException("Somebody has to stay.", nameof(leaving));

        return new EmulatorRebalance(Cluster, leaving);
    }

    /// <summary>Makes a node the active one of a vbucket; the one before refuses requests for it from now on.</summary>
    /// <param name="vbucket">Which vbucket.</param>
    /// <param name="node">Index of the new owner.</param>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void MoveVBucket(int vbucket, int node, string? bucket = null)
    {
        var found = Find(bucket);
        Cluster.ChangeMap(found, map => map.Move(vbucket, node));
        Cluster.Publish(found);
    }

    /// <summary>
    /// Takes a node out of the cluster: replicas become active where it was, and vbuckets without replica have no owner until
    /// <see cref="Rebalance"/>. The vbuckets begin new histories; the node is stopped.
    /// </summary>
    /// <param name="node">Index of the node.</param>
    /// <param name="losesWrites">
    /// Whether what had not reached the replica that takes over is lost, see <see cref="SetReplicaLag"/>, and all of a vbucket without
    /// replica. Otherwise the replicas catch up first.
    /// </param>
    public async Task FailoverAsync(int node, bool losesWrites = false)
    {
        await Node(node).StopAsync().ConfigureAwait(false);
        foreach (var bucket in Cluster.Buckets)
        {
            var promoted = bucket.Map.Rows.Select((row, v) => (row, v)).Where(e => e.row[0] == node).Select(e => e.v).ToArray();
            Cluster.ChangeMap(bucket, map => map.Without(node));
            foreach (var v in promoted)
            {
                var vbucket = bucket.VBuckets[v];
                var heir = bucket.Map.Rows[v][0];
                lock (vbucket.Gate)
                {
                    if (!losesWrites)
                        vbucket.CatchUp();
                    if (losesWrites && heir == VBucketMap.Nobody)
                        vbucket.Flush();
                    else
                        vbucket.TakeOver(heir);
                }
            }
        }

        Cluster.SetMembers([.. Cluster.Snapshot.Members.Where(m => m.Index != node)]);
    }

    /// <summary>Takes a node that was failed over or removed back into the cluster. It holds nothing until <see cref="Rebalance"/>.</summary>
    /// <param name="node">Index of the node.</param>
    public async Task RecoverAsync(int node)
    {
        var back = Node(node);
        if (Cluster.Snapshot.Members.Any(m => m.Index == node))
            throw new InvalidOperationException($"Node {node} is a member.");

        await back.BindAsync().ConfigureAwait(false);
        Cluster.SetMembers([.. Cluster.Snapshot.Members.Append(back.Address).OrderBy(static m => m.Index)]);
        back.Open();
    }

    /// <summary>
    /// Lets the replicas on a node lag behind: reads from replica and observation see the past, and durable writes wait until a majority
    /// has them.
    /// </summary>
    /// <param name="node">Index of the node that holds the replicas.</param>
    /// <param name="lag">How long changes take; infinite to stop them; zero to bring the node up to date.</param>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void SetReplicaLag(int node, TimeSpan lag, string? bucket = null)
    {
        if (lag < TimeSpan.Zero && lag != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(lag), lag, "A lag is not negative.");

        var found = Find(bucket);
        found.SetReplicaLag(node, lag);
        if (lag == TimeSpan.Zero)
            found.Replication.AcknowledgeWaiting();
    }

    /// <summary>Lets the disk of a node be slow: observation of keys and sequence numbers tells that changes are only in memory.</summary>
    /// <param name="node">Index of the node.</param>
    /// <param name="delay">How long changes take to the disk; infinite to stop them; zero to let it have everything.</param>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void SetDiskDelay(int node, TimeSpan delay, string? bucket = null)
    {
        if (delay < TimeSpan.Zero && delay != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(delay), delay, "A delay is not negative.");

        Find(bucket).SetDiskDelay(node, delay);
    }

    /// <summary>
    /// Holds replicas back: durable writes of buckets with replicas wait from now on, until <see cref="ResumeReplication"/> or their
    /// time-out.
    /// </summary>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void PauseReplication(string? bucket = null) => Find(bucket).Replication.Pause();

    /// <summary>Lets replicas acknowledge again, beginning with what waits.</summary>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void ResumeReplication(string? bucket = null) => Find(bucket).Replication.Resume();

    /// <summary>Refuses all writes to a bucket as a server does that has reached a limit.</summary>
    /// <param name="limit">Which limit; none to accept writes again.</param>
    /// <param name="bucket">Name of the bucket; the first one if omitted.</param>
    public void LimitWrites(EmulatorLimit limit, string? bucket = null) => Find(bucket).WriteRefusal = (Settee.Wire.Status)limit;
}

/// <summary>Limits at which a server refuses writes.</summary>
public enum EmulatorLimit
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The scope has its share of the disk.</summary>
    ScopeSize = 0x34,

    /// <summary>The bucket has its share of the disk.</summary>
    BucketSize = 0x35,

    /// <summary>Too little of the data fits into memory.</summary>
    ResidentRatio = 0x36,

    /// <summary>Too much data for a node.</summary>
    DataSize = 0x37,

    /// <summary>The disk is nearly full.</summary>
    DiskSpace = 0x38,

    /// <summary>The memory is used up, and nothing can be ejected.</summary>
    OutOfMemory = 0x82,

    /// <summary>The memory is used up for the moment.</summary>
    TemporarilyOutOfMemory = 0x86,
}
