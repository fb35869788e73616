using Settee.Emulator.Durability;

namespace Settee.Emulator.Cluster;

/// <summary>States in which a real bucket is only for moments, held still so that clients can be tested against them.</summary>
internal sealed record BucketCondition
{
    /// <summary>State of each vbucket on every node, whatever the map says.</summary>
    public IReadOnlyList<VBucketState>? States { get; init; }

    /// <summary>How durable writes end, per vbucket.</summary>
    public IReadOnlyList<ReplicaHealth>? Durability { get; init; }

    /// <summary>Data traffic is disabled, as before the end of a warm-up: nothing is written, and what is not in memory fails.</summary>
    public bool TrafficDisabled { get; init; }

    /// <summary>The memory quota is used up: values of more than this many bytes are refused. 0 for no quota.</summary>
    public int QuotaBytes { get; init; }
}
