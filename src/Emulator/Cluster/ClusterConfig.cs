using Settee.Wire;

namespace Settee.Emulator.Cluster;

/// <summary>One configuration as one node tells it: the JSON, and the same compressed for those who asked for it.</summary>
internal sealed class ClusterConfig(long epoch, long revision, byte[] json)
{
    private byte[]? _compressed;

    public long Epoch { get; } = epoch;

    public long Revision { get; } = revision;

    public byte[] Json { get; } = json;

    public byte[] Compressed => _compressed ??= Snappy.Compress(Json);

    public bool IsNewerThan(long epoch, long revision) => Epoch > epoch || (Epoch == epoch && Revision > revision);
}
