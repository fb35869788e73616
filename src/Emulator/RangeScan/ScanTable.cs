namespace Settee.Emulator.Cluster;

/// <summary>The range scans of a bucket.</summary>
internal sealed class ScanTable
{
}
