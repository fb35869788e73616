namespace Settee.Wire;

/// <summary>How safe the server makes a write before it reports success.</summary>
internal enum DurabilityLevel : byte
{
    None = 0,
    Majority = 1,
    MajorityAndPersistToActive = 2,
    PersistToMajority = 3,
}
