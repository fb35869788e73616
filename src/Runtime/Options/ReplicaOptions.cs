namespace Settee;

/// <summary>Which replica of a document.</summary>
public enum ReplicaIndex
{
    /// <summary>The first.</summary>
    First = 0,

    /// <summary>The second.</summary>
    Second = 1,

    /// <summary>The third.</summary>
    Third = 2,
}

/// <summary>From which nodes copies of a document are read.</summary>
public enum ReadPreference
{
    /// <summary>From all.</summary>
    None,

    /// <summary>Only from nodes in <see cref="ClusterOptions.PreferredServerGroup"/>.</summary>
    SelectedServerGroup,

    /// <summary>From nodes in <see cref="ClusterOptions.PreferredServerGroup"/>; from all when none of them has a copy.</summary>
    SelectedServerGroupWithFallback,
}

/// <summary>Options of reading the copies of a document: whichever answers first, or all.</summary>
public readonly record struct ReadCopiesOptions
{
    /// <summary>From which nodes copies are read; by default from all.</summary>
    public ReadPreference ReadPreference { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of reading one replica.</summary>
public readonly record struct GetReplicaOptions
{
    /// <summary>Counts beyond the last replica from the first again, and passes over replicas that no node holds at the moment.</summary>
    public bool Wrap { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}
