using Settee.Emulator.Cluster;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Durability;

/// <summary>
/// How commands that change documents deal with durability: <see cref="Begin"/> first, <see cref="MustWait"/> when everything but the
/// replicas agrees. A write that had to wait runs again from the start; nothing can have changed the document meanwhile.
/// </summary>
internal static class DurableWrites
{
    /// <summary>Null to go on; otherwise the request is answered.</summary>
    public static Outcome? Begin(Connection connection, ref Request request, VBucket vbucket)
    {
        if (request.Resumed?.State is SyncWrite write)
        {
            vbucket.SyncWrites.End(request.StorageKey);
            connection.Bucket!.Replication.Remove(write);
            return write.Result == SyncWriteResult.TimedOut ? connection.Fail(in request, Status.SyncWriteAmbiguous) : null;
        }

        return CheckPossible(connection, ref request) ??
            (vbucket.SyncWrites.IsPending(request.StorageKey) ? connection.Fail(in request, Status.SyncWriteInProgress) : null);
    }

    /// <summary>Whether replicas have to be waited for; the request is suspended then.</summary>
    public static bool MustWait(Connection connection, ref Request request, VBucket vbucket)
    {
        var bucket = connection.Bucket!;
        if (request.Durability.Level == DurabilityLevel.None || request.Resumed?.State is SyncWrite)
            return false;
        var delay = HealthOf(connection.Node, bucket, vbucket.Id) == ReplicaHealth.Silent
            ? Timeout.InfiniteTimeSpan
            : AcknowledgementDelay(bucket, vbucket.Id);
        if (delay == TimeSpan.Zero)
            return false;

        var suspension = connection.Suspend(ref request);
        var key = request.StorageKey.ToArray();
        var write = new SyncWrite(bucket.Clock.Time, request.Durability.Timeout, suspension.Resume);
        suspension.State = write;
        suspension.Abandon = () =>
        {
            write.Dispose();
            bucket.Replication.Remove(write);
            lock (vbucket.Gate)
                vbucket.SyncWrites.End(key);
        };
        vbucket.SyncWrites.Begin(key, write);
        bucket.Replication.Add(write);
        if (delay != Timeout.InfiniteTimeSpan)
            write.AcknowledgeAfter(delay);
        return true;
    }

    /// <summary>A durable write that is answered has reached the replicas that acknowledged it, with all that came before it.</summary>
    public static void Replicate(Connection connection, in Request request, VBucket vbucket)
    {
        var bucket = connection.Bucket!;
        if (request.Durability.Level == DurabilityLevel.None || bucket.ReplicaLags.IsEmpty || vbucket.Id >= bucket.Map.Count)
            return;

        var row = bucket.Map.Rows[vbucket.Id];
        foreach (var node in ByLag(bucket, row).Take(row.Length / 2))
            vbucket.CatchUp(node);
    }

    /// <summary>How long it takes until a majority has a write: as long as the slowest replica that is needed for it.</summary>
    private static TimeSpan AcknowledgementDelay(Bucket bucket, int vbucket)
    {
        if (bucket.ReplicaLags.IsEmpty || vbucket >= bucket.Map.Count)
            return TimeSpan.Zero;

        var row = bucket.Map.Rows[vbucket];
        var needed = row.Length / 2;
        return needed == 0 ? TimeSpan.Zero : bucket.ReplicaLags.GetValueOrDefault(ByLag(bucket, row).ElementAt(needed - 1));
    }

    private static IEnumerable<int> ByLag(Bucket bucket, int[] row) => row.Skip(1)
        .Where(static n => n != VBucketMap.Nobody)
        .OrderBy(n => bucket.ReplicaLags.GetValueOrDefault(n) is var lag && lag == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : lag);

    private static Outcome? CheckPossible(Connection connection, ref Request request)
    {
        if (request.Durability.Level == DurabilityLevel.None)
            return null;

        var bucket = connection.Bucket!;
        if (bucket.Settings.Ephemeral && request.Durability.Level != DurabilityLevel.Majority)
            return connection.Fail(in request, Status.DurabilityInvalidLevel);

        return HealthOf(connection.Node, bucket, request.VBucketId) == ReplicaHealth.Impossible
            ? connection.Fail(in request, Status.DurabilityImpossible)
            : null;
    }

    private static ReplicaHealth HealthOf(NodeServer node, Bucket bucket, int vbucket)
    {
        if (bucket.Condition?.Durability is { } fixedHealth)
            return vbucket < fixedHealth.Count ? fixedHealth[vbucket] : ReplicaHealth.Fine;

        var row = bucket.Map.Rows[vbucket];
        var majority = (row.Length / 2) + 1;
        var copies = 0;
        var running = 0;
        foreach (var holder in row)
        {
            if (holder == VBucketMap.Nobody)
                continue;
            copies++;
            if (node.Peers.IsRunning(holder))
                running++;
        }

        if (copies < majority)
            return ReplicaHealth.Impossible;

        return running < majority || (bucket.Replication.Paused && majority > 1) ? ReplicaHealth.Silent : ReplicaHealth.Fine;
    }
}
