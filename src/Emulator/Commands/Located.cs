using Settee.Emulator.Cluster;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Finds the vbucket that a request is for, and answers for it when this node is not the one to ask.</summary>
internal static class Located
{
    public static VBucket? Active(Connection connection, ref Request request, out Outcome outcome)
    {
        var bucket = connection.Bucket!;
        outcome = Outcome.Done;
        switch (bucket.StateOf(request.VBucketId, connection.Node.Index))
        {
            case VBucketState.Active:
                return bucket.VBuckets[request.VBucketId];

            case VBucketState.Pending:
                // The server holds such requests until it knows which way the takeover ends.
                connection.Node.ResumeOnChange(connection.Suspend(ref request));
                outcome = Outcome.Suspended;
                return null;

            default:
                if (connection.Node.ServesForeignVBuckets && request.VBucketId < bucket.VBuckets.Length)
                    return bucket.VBuckets[request.VBucketId];

                outcome = connection.NotMyVBucket(in request);
                return null;
        }
    }

    public static VBucket? Replica(Connection connection, ref Request request, out Outcome outcome)
    {
        var bucket = connection.Bucket!;
        outcome = Outcome.Done;
        if (bucket.StateOf(request.VBucketId, connection.Node.Index) == VBucketState.Replica)
            return bucket.VBuckets[request.VBucketId];

        outcome = connection.NotMyVBucket(in request);
        return null;
    }

    /// <summary>What a missing document is called: before the end of a warm-up the server cannot know that it is missing.</summary>
    public static Status Missing(Connection connection) =>
        connection.Bucket!.Condition is { TrafficDisabled: true } ? Status.TemporaryFailure : Status.KeyNotFound;

    /// <summary>Why nothing of this size can be stored now, or success.</summary>
    public static Status CanStore(Connection connection, int length)
    {
        if (Bodies.IsTooBig(length))
            return Status.TooBig;

        var bucket = connection.Bucket!;
        if (bucket.WriteRefusal != Status.Success)
            return bucket.WriteRefusal;

        // A bucket with a disk can make room by ejecting values, so it asks for patience; one without has none to give.
        if (bucket.Settings.MemoryQuota > 0 && bucket.Memory.Used + length > bucket.Settings.MemoryQuota)
            return bucket.Settings.Ephemeral ? Status.OutOfMemory : Status.TemporaryFailure;

        return bucket.Condition switch
        {
            { TrafficDisabled: true } => Status.TemporaryFailure,
            { QuotaBytes: > 0 } condition when length > condition.QuotaBytes => Status.OutOfMemory,
            _ => Status.Success,
        };
    }
}
