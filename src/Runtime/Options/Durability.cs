using Settee.Wire;

namespace Settee;

/// <summary>
/// How safe a write must be before success is reported: a level that the server enforces, or copies that the client observes. A write
/// has one or the other.
/// </summary>
public readonly record struct Durability
{
    private Durability(DurabilityLevel level) => Level = level;

    private Durability(PersistTo persistTo, ReplicateTo replicateTo)
    {
        PersistTo = persistTo;
        ReplicateTo = replicateTo;
    }

    /// <summary>Stored in the memory of the active node.</summary>
    public static Durability None => default;

    /// <summary>Replicated to the memory of a majority of the configured copies.</summary>
    public static Durability Majority => new(DurabilityLevel.Majority);

    /// <summary>As <see cref="Majority"/>, and written to the disk of the active node.</summary>
    public static Durability MajorityAndPersistToActive => new(DurabilityLevel.MajorityAndPersistToActive);

    /// <summary>Written to the disk of a majority of the configured copies.</summary>
    public static Durability PersistToMajority => new(DurabilityLevel.PersistToMajority);

    internal DurabilityLevel Level { get; }

    internal PersistTo PersistTo { get; }

    internal ReplicateTo ReplicateTo { get; }

    /// <summary>Whether the client has to look whether enough copies have the write.</summary>
    internal bool IsObserved => PersistTo != PersistTo.None || ReplicateTo != ReplicateTo.None;

    /// <summary>How many replicas there must be at least.</summary>
    internal int NeededReplicas => Math.Max((int)ReplicateTo, PersistTo == PersistTo.Active ? 0 : (int)PersistTo - 1);

    /// <summary>
    /// Writes first, then asks the nodes again and again until enough of them have the write. For servers without durability levels and
    /// for buckets whose number of copies excludes them: others see the write before it is safe, and a write that cannot be made safe is
    /// not taken back. Needs mutation tokens (<see cref="ClusterOptions.EnableMutationTokens"/>).
    /// </summary>
    /// <param name="persistTo">How many copies must be on disk.</param>
    /// <param name="replicateTo">How many replicas must have the write in memory.</param>
    /// <exception cref="InvalidArgumentException">There are no such numbers of copies.</exception>
    public static Durability Observed(PersistTo persistTo = PersistTo.None, ReplicateTo replicateTo = ReplicateTo.None)
    {
        if (!Enum.IsDefined(persistTo))
            throw new InvalidArgumentException($"{persistTo} is no number of copies on disk.");

        if (!Enum.IsDefined(replicateTo))
            throw new InvalidArgumentException($"{replicateTo} is no number of replicas.");

        return new Durability(persistTo, replicateTo);
    }

    /// <summary>What is demanded, as it is written in code.</summary>
    public override string ToString() => IsObserved ? $"Observed(PersistTo.{PersistTo}, ReplicateTo.{ReplicateTo})" : Level.ToString();
}

/// <summary>How many copies of a document must be on disk; a copy is the active one or a replica.</summary>
public enum PersistTo : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Any one copy.</summary>
    One = 1,

    /// <summary>Two copies.</summary>
    Two = 2,

    /// <summary>Three copies.</summary>
    Three = 3,

    /// <summary>Four copies: the active one and three replicas, as many as there can be.</summary>
    Four = 4,

    /// <summary>The active copy.</summary>
    Active = 16,
}

/// <summary>How many replicas must have a document in memory.</summary>
public enum ReplicateTo : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>One replica.</summary>
    One = 1,

    /// <summary>Two replicas.</summary>
    Two = 2,

    /// <summary>Three replicas, as many as there can be.</summary>
    Three = 3,
}
