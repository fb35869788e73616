namespace Settee.Emulator.Durability;

/// <summary>What the replicas of a vbucket do with durable writes.</summary>
internal enum ReplicaHealth
{
    /// <summary>They acknowledge.</summary>
    Fine,

    /// <summary>There are too few of them.</summary>
    Impossible,

    /// <summary>They never acknowledge.</summary>
    Silent,
}
