namespace Settee;

/// <summary>How safe a write must be before the server reports success.</summary>
public enum Durability : byte
{
    /// <summary>Stored in the memory of the active node.</summary>
    None = 0,

    /// <summary>Replicated to the memory of a majority of the configured copies.</summary>
    Majority = 1,

    /// <summary>As <see cref="Majority"/>, and written to the disk of the active node.</summary>
    MajorityAndPersistToActive = 2,

    /// <summary>Written to the disk of a majority of the configured copies.</summary>
    PersistToMajority = 3,
}
