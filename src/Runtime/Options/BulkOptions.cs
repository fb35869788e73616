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

    /// <summary>How safe the write must be before success is reported. Raises the default time-out to 10 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long each write may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}
