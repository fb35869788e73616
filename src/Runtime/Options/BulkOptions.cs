namespace Settee;

/// <summary>Options of reading many documents.</summary>
public readonly record struct GetManyOptions
{
    /// <summary>How many reads may be in flight at once; by default 256.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>How long each read may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of writing many documents.</summary>
public readonly record struct UpsertManyOptions
{
    /// <summary>How many writes may be in flight at once; by default 256.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>When the document expires; by default the member marked with <see cref="MetaAttribute"/>, then the type's <see cref="DocumentAttribute.Expiry"/>, then never.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long each write may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of inserting many documents.</summary>
public readonly record struct InsertManyOptions
{
    /// <summary>How many operations may be in flight at once; by default 256.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>When the document expires; by default the member marked with <see cref="MetaAttribute"/>, then the type's <see cref="DocumentAttribute.Expiry"/>, then never.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long each operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of replacing many documents.</summary>
public readonly record struct ReplaceManyOptions
{
    /// <summary>How many operations may be in flight at once; by default 256.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>Replaces whatever versions are stored, even if the documents carry some.</summary>
    public bool IgnoreVersion { get; init; }

    /// <summary>When the document expires; by default the stored expiry is kept.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long each operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of removing many documents.</summary>
public readonly record struct RemoveManyOptions
{
    /// <summary>How many operations may be in flight at once; by default 256.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long each operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of setting the expiry of many documents.</summary>
public readonly record struct TouchManyOptions
{
    /// <summary>How many operations may be in flight at once; by default 256.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>How long each operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of asking whether many documents exist.</summary>
public readonly record struct ExistsManyOptions
{
    /// <summary>How many operations may be in flight at once; by default 256.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>How long each operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}
