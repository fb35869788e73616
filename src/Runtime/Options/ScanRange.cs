using System.Text;
using Settee.Documents;

namespace Settee;

/// <summary>Which documents of a collection are scanned. Keys are compared as their UTF-8 bytes.</summary>
public readonly struct ScanRange
{
    private ScanRange(string? from, bool excludesFrom, string? to, bool excludesTo, bool isPrefix = false)
    {
        From = Checked(from);
        ExcludesFrom = excludesFrom;
        To = Checked(to);
        ExcludesTo = excludesTo;
        IsPrefix = isPrefix;
    }

    private ScanRange(long sampleSize, uint seed)
    {
        SampleSize = sampleSize;
        Seed = seed;
    }

    /// <summary>All documents.</summary>
    public static ScanRange All => default;

    internal string? From { get; }

    internal bool ExcludesFrom { get; }

    internal string? To { get; }

    internal bool ExcludesTo { get; }

    internal bool IsPrefix { get; }

    internal long? SampleSize { get; }

    internal uint Seed { get; }

    /// <summary>The documents whose keys begin with a text.</summary>
    /// <param name="prefix">The text; 1 to 246 bytes of UTF-8.</param>
    /// <exception cref="InvalidArgumentException">It is empty or too long.</exception>
    public static ScanRange Prefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return prefix.Length > 0
            ? new ScanRange(prefix, false, prefix, false, isPrefix: true)
            : throw new InvalidArgumentException("The prefix is empty; for all documents use ScanRange.All.");
    }

    /// <summary>The documents whose keys lie between two keys.</summary>
    /// <param name="from">The first key; null for the beginning.</param>
    /// <param name="to">The last key; null for the end.</param>
    /// <param name="excludeFrom">Leaves out <paramref name="from"/> itself.</param>
    /// <param name="excludeTo">Leaves out <paramref name="to"/> itself.</param>
    /// <exception cref="InvalidArgumentException">One of them is too long.</exception>
    public static ScanRange Between(string? from, string? to, bool excludeFrom = false, bool excludeTo = false) =>
        new(from, excludeFrom && from is not null, to, excludeTo && to is not null);

    /// <summary>Some documents, chosen at random.</summary>
    /// <param name="size">How many at most; from 1.</param>
    /// <param name="seed">The same seed gives the same documents as long as nothing changes; by default another one each time.</param>
    /// <exception cref="InvalidArgumentException">The size is below 1.</exception>
    public static ScanRange Sample(long size, uint? seed = null) => size >= 1
        ? new ScanRange(size, seed ?? (uint)Random.Shared.NextInt64(uint.MaxValue))
        : throw new InvalidArgumentException($"A sample of {size} documents is not possible.");

    private static string? Checked(string? key) => key is null || Encoding.UTF8.GetByteCount(key) is > 0 and < KeyWriter.MaxLength
        ? key
        : throw new InvalidArgumentException($"The border of a scan has 1 to {KeyWriter.MaxLength - 1} bytes of UTF-8; this one has {Encoding.UTF8.GetByteCount(key)}.");
}

/// <summary>Options of a scan.</summary>
public readonly record struct ScanOptions
{
    /// <summary>How many vbuckets are scanned at once; by default as many as the bucket has nodes.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>How many documents a server sends at once; by default 50.</summary>
    public int BatchItems { get; init; }

    /// <summary>After how many bytes a server stops sending for the moment; by default 15,000.</summary>
    public int BatchBytes { get; init; }

    /// <summary>Writes that the scan must see. Where a failover lost one, the scan throws <see cref="MutationTokenOutdatedException"/>.</summary>
    public IReadOnlyCollection<MutationToken>? ConsistentWith { get; init; }

    /// <summary>How long each vbucket may take to answer, including retries; by default 75 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}
