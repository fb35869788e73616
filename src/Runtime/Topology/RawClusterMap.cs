namespace Settee.Topology;

/// <summary>
/// A cluster map as it was written, before names and positions are resolved: members arrive in any order, and the vbucket map refers to
/// a server list that may come after it.
/// </summary>
internal sealed class RawClusterMap
{
    public ulong Revision { get; set; }

    public long Epoch { get; set; } = ClusterMapVersion.NoEpoch;

    public string? Name { get; set; }

    public string? Uuid { get; set; }

    public string? Locator { get; set; }

    public ulong? CollectionsManifestUid { get; set; }

    public string? ClusterName { get; set; }

    public string? ClusterUuid { get; set; }

    public string? Product { get; set; }

    /// <summary>The nodes that serve the bucket; null when the member is missing.</summary>
    public List<RawNode>? Nodes { get; set; }

    /// <summary>All nodes of the cluster; null when the member is missing.</summary>
    public List<RawNode>? NodesExt { get; set; }

    public RawVBucketServerMap? VBucketServerMap { get; set; }

    public List<string> BucketCapabilities { get; } = [];

    public List<string> ClusterCapabilities { get; } = [];

    /// <summary>The major version of the cluster capabilities; other majors than 1 mean something else.</summary>
    public int ClusterCapabilitiesMajor { get; set; } = 1;
}

internal sealed class RawNode
{
    /// <summary>A host alone in nodesExt, "host:managementPort" in nodes.</summary>
    public string? Hostname { get; set; }

    public ServicePorts Services { get; set; } = ServicePorts.None;

    public string? CouchApiBase { get; set; }

    public string? Uuid { get; set; }

    public string? ServerGroup { get; set; }

    public string? AppTelemetryPath { get; set; }

    public bool ThisNode { get; set; }

    public List<AlternateAddress> AlternateAddresses { get; } = [];
}

internal sealed class RawVBucketServerMap
{
    public string? HashAlgorithm { get; set; }

    public int ReplicaCount { get; set; }

    public List<string> ServerList { get; } = [];

    public RawVBucketRows? Map { get; set; }

    public RawVBucketRows? ForwardMap { get; set; }
}

/// <summary>Rows of different lengths in one list: a thousand small arrays would only be garbage.</summary>
internal sealed class RawVBucketRows
{
    public List<short> Entries { get; } = [];

    /// <summary>Where each row begins in <see cref="Entries"/>.</summary>
    public List<int> Starts { get; } = [];

    public int LongestRow { get; set; }

    public ReadOnlySpan<short> Row(int row)
    {
        var end = row + 1 < Starts.Count ? Starts[row + 1] : Entries.Count;
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Entries)[Starts[row]..end];
    }
}
