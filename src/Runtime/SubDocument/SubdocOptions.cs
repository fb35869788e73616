namespace Settee;

/// <summary>Options of a lookup.</summary>
public readonly record struct LookupInOptions
{
    /// <summary>Also looks into a document that was deleted and of which attributes are left.</summary>
    public bool AccessDeleted { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>What a mutation expects of the document as a whole.</summary>
public enum StoreSemantics
{
    /// <summary>The document must be there.</summary>
    Replace,

    /// <summary>The document is made when it is missing.</summary>
    Upsert,

    /// <summary>The document must not be there and is made.</summary>
    Insert,
}

/// <summary>Options of a mutation.</summary>
public readonly record struct MutateInOptions
{
    /// <summary>Change only this version; by default any. Only with <see cref="StoreSemantics.Replace"/>.</summary>
    public Cas Cas { get; init; }

    /// <summary>When the document expires; by default the stored expiry is kept.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>Whether the document must be there; by default it must.</summary>
    public StoreSemantics StoreSemantics { get; init; }

    /// <summary>Also changes the attributes of a document that was deleted.</summary>
    public bool AccessDeleted { get; init; }

    /// <summary>
    /// Makes the document as a deleted one, with attributes and no body. Needs <see cref="Settee.StoreSemantics.Insert"/> or
    /// <see cref="Settee.StoreSemantics.Upsert"/>.
    /// </summary>
    public bool CreateAsDeleted { get; init; }

    /// <summary>Makes a deleted document a living one again. Needs <see cref="AccessDeleted"/>.</summary>
    public bool ReviveDocument { get; init; }

    /// <summary>How safe the write must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long the operation may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}
