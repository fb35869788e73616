namespace Settee;

/// <summary>Options of a patch.</summary>
public readonly record struct PatchOptions
{
    /// <summary>Patch only this version; by default any.</summary>
    public Cas Cas { get; init; }

    /// <summary>When the document expires; by default the stored expiry is kept.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>Creates the document, as an object with nothing but the patched members, when it is missing.</summary>
    public bool CreateIfMissing { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of an optimistic update.</summary>
public readonly record struct UpdateOptions
{
    /// <summary>How often the document is read and replaced before giving up; by default 16.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>When the document expires; by default the stored expiry is kept.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long each read and each replace may take; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try a single read or replace again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}
