namespace Settee;

/// <summary>How well a cluster or bucket is connected.</summary>
public enum Readiness
{
    /// <summary>Every node has a live connection.</summary>
    Online,

    /// <summary>At least one node has a live connection.</summary>
    Degraded,

    /// <summary>No node has a live connection.</summary>
    Offline,
}

/// <summary>Options of waiting until a cluster or bucket can be used.</summary>
public readonly record struct WaitUntilReadyOptions
{
    /// <summary>
    /// What to wait for on a bucket: <see cref="Readiness.Online"/> (default) or <see cref="Readiness.Degraded"/>. A cluster without
    /// a bucket has one connection, so that both mean the same there.
    /// </summary>
    public Readiness DesiredState { get; init; }

    /// <summary>
    /// Services that have to answer a ping besides key-value: on every node that offers them (<see cref="Readiness.Online"/>) or on one
    /// (<see cref="Readiness.Degraded"/>). By default none.
    /// </summary>
    public IReadOnlyCollection<ServiceType>? Services { get; init; }
}
