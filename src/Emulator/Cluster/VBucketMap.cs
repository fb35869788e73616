namespace Settee.Emulator.Cluster;

/// <summary>What a node holds of a vbucket.</summary>
internal enum VBucketState
{
    /// <summary>Nothing.</summary>
    Absent,
    Active,
    Replica,

    /// <summary>About to become active: requests wait.</summary>
    Pending,
    Dead,
}

/// <summary>Which node holds which vbucket: row v is [active, replica 1, …] with -1 for nobody. Rows never change once published.</summary>
internal sealed class VBucketMap(int[][] rows)
{
    public const int Nobody = -1;

    public IReadOnlyList<int[]> Rows => rows;

    public int Count => rows.Length;

    /// <summary>Active of row v is member v modulo n, the replicas are the members behind it.</summary>
    public static VBucketMap Spread(int vbuckets, int replicas, IReadOnlyList<int> members)
    {
        var rows = new int[vbuckets][];
        for (var v = 0; v < vbuckets; v++)
        {
            rows[v] = new int[replicas + 1];
            for (var copy = 0; copy <= replicas; copy++)
                rows[v][copy] = copy < members.Count ? members[(v + copy) % members.Count] : Nobody;
        }

        return new VBucketMap(rows);
    }

    public VBucketState StateOf(int vbucket, int node)
    {
        if ((uint)vbucket >= (uint)rows.Length)
            return VBucketState.Absent;

        var index = Array.IndexOf(rows[vbucket], node);
        return index switch
        {
            < 0 => VBucketState.Absent,
            0 => VBucketState.Active,
            _ => VBucketState.Replica,
        };
    }

    /// <summary>Makes <paramref name="node"/> the active one. If it held a replica, the two change places.</summary>
    public VBucketMap Move(int vbucket, int node)
    {
        var row = (int[])rows[vbucket].Clone();
        var at = Array.IndexOf(row, node);
        if (at > 0)
            row[at] = row[0];
        row[0] = node;
        return With(vbucket, row);
    }

    public VBucketMap With(int vbucket, int[] row)
    {
        var copy = (int[][])rows.Clone();
        copy[vbucket] = row;
        return new VBucketMap(copy);
    }

    /// <summary>Takes a node out: its replicas are gone, and where it was active the first replica takes over.</summary>
    public VBucketMap Without(int node) => new([.. rows.Select(row => Without(row, node))]);

    private static int[] Without(int[] row, int node)
    {
        if (!row.Contains(node))
            return row;

        var left = row.Where(n => n != node && n != Nobody).ToList();
        while (left.Count < row.Length)
            left.Add(Nobody);
        return [.. left];
    }
}
