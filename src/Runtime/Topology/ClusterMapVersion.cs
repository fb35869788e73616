namespace Settee.Topology;

/// <summary>
/// The order of cluster maps: first the epoch, then the revision inside it. A map without an epoch is older than any map with one,
/// because only servers before 7.0.2 leave it out.
/// </summary>
/// <param name="Epoch">The epoch, or -1 when the server does not send one.</param>
/// <param name="Revision">The revision; the whole unsigned 64-bit range is legal.</param>
internal readonly record struct ClusterMapVersion(long Epoch, ulong Revision) : IComparable<ClusterMapVersion>
{
    public const long NoEpoch = -1;

    /// <summary>Whether the server gave no revision at all; such maps cannot be ordered and are taken as they come.</summary>
    public bool IsUnversioned => Revision == 0 && Epoch <= 0;

    public int CompareTo(ClusterMapVersion other)
    {
        var byEpoch = Epoch.CompareTo(other.Epoch);
        return byEpoch != 0 ? byEpoch : Revision.CompareTo(other.Revision);
    }

    public static bool operator <(ClusterMapVersion left, ClusterMapVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ClusterMapVersion left, ClusterMapVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ClusterMapVersion left, ClusterMapVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ClusterMapVersion left, ClusterMapVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => Epoch < 0 ? $"-:{Revision}" : $"{Epoch}:{Revision}";
}
