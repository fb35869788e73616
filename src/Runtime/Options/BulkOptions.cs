namespace Settee;

/// <summary>Options of many operations in one call.</summary>
/// <typeparam name="TEach">The options of one of them.</typeparam>
public readonly record struct BulkOptions<TEach>
    where TEach : struct
{
    /// <summary>How many operations may be in flight at once; by default 256.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>Options of each single operation. A version to demand belongs to one document, so <c>Cas</c> cannot be given here.</summary>
    public TEach Each { get; init; }
}
