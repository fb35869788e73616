namespace Settee;

/// <summary>Options of an insert.</summary>
public readonly record struct InsertOptions
{
    /// <summary>When the document expires; by default the member marked with <see cref="MetaAttribute"/>, then the type's <see cref="DocumentAttribute.Expiry"/>, then never.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of an upsert.</summary>
public readonly record struct UpsertOptions
{
    /// <summary>When the document expires; by default the member marked with <see cref="MetaAttribute"/>, then the type's <see cref="DocumentAttribute.Expiry"/>, then never.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>Keeps the expiry of a document that is already there. Cannot be combined with <see cref="Expiry"/>.</summary>
    public bool PreserveExpiry { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of a replace.</summary>
public readonly record struct ReplaceOptions
{
    /// <summary>Replace only this version; by default the version of the member marked with <see cref="MetaAttribute"/>, if it has one.</summary>
    public Cas Cas { get; init; }

    /// <summary>Replaces whatever version is stored, even if the document carries one.</summary>
    public bool IgnoreVersion { get; init; }

    /// <summary>When the document expires; by default the stored expiry is kept.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of a remove.</summary>
public readonly record struct RemoveOptions
{
    /// <summary>Remove only this version; by default any.</summary>
    public Cas Cas { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of an append or prepend.</summary>
public readonly record struct ExtendOptions
{
    /// <summary>Extend only this version; by default any.</summary>
    public Cas Cas { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of an increment or decrement.</summary>
public readonly record struct CounterOptions
{
    /// <summary>The value of a counter that is not there yet; the delta is not applied to it. By default a missing counter is an error.</summary>
    public ulong? Initial { get; init; }

    /// <summary>When a counter that is made by this expires; by default never. One that is there keeps its expiry.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}
