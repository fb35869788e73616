namespace Settee;

/// <summary>Options of reading a document.</summary>
public readonly record struct GetOptions
{
    /// <summary>
    /// Reads along when the document expires, into <see cref="Document{T}.Expiry"/> and the member marked with <see cref="MetaAttribute"/>.
    /// Costs the server a little more.
    /// </summary>
    public bool WithExpiry { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of reading fields of a document.</summary>
public readonly record struct LookupOptions
{
    /// <summary>Reads along when the document expires, into <see cref="LookupResult{TValue}.Expiry"/>. Takes one of the 16 paths of a request.</summary>
    public bool WithExpiry { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>Options of operations that have none of their own: exists, touch, get-and-touch, get-and-lock and unlock.</summary>
public readonly record struct OperationOptions
{
    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}
