using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Settee.Dispatch;
using Settee.Topology;
using Settee.Wire;

namespace Settee.Operations.Scans;

/// <summary>A scan of a whole collection: one scan per vbucket, some at a time, whose items come together in one stream.</summary>
internal sealed class RangeScan
{
    public const int DefaultBatchItems = 50;
    public const int DefaultBatchBytes = 15_000;

    private const string Capability = "rangeScan";
    private const int MaxWaitingItems = 1024;

    private readonly long _started;

    public RangeScan(CollectionAddress collection, ScanRange range, ScanOptions options, bool keysOnly, string name)
    {
        if (options.MaxConcurrency < 0 || options.BatchItems < 0 || options.BatchBytes < 0)
            throw new InvalidArgumentException("Concurrency and batches of a scan cannot be negative.");

        Collection = collection;
        Range = range;
        Options = options;
        KeysOnly = keysOnly;
        Name = name;
        Limits = RequestLimits.For(collection.Dispatcher, options.Timeout ?? TimeSpan.FromSeconds(75), options.RetryStrategy);
        _started = collection.Dispatcher.Time.GetTimestamp();
    }

    public CollectionAddress Collection { get; }

    public ScanRange Range { get; }

    public ScanOptions Options { get; }

    public bool KeysOnly { get; }

    public string Name { get; }

    public RequestLimits Limits { get; }

    /// <summary>Runs the scan; ending the enumeration ends it on the servers, too.</summary>
    public async IAsyncEnumerable<TItem> RunAsync<TItem>(ScanDecoder<TItem> decode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = await OpenAsync(cancellationToken).ConfigureAwait(false);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Collection.Dispatcher.Cluster.Lifetime);
        var items = Channel.CreateBounded<TItem>(new BoundedChannelOptions(MaxWaitingItems) { SingleReader = true });
        var working = WorkAsync(map, decode, items.Writer, stopping);
        try
        {
            var left = Range.SampleSize ?? long.MaxValue;
            await foreach (var item in items.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return item;
                if (--left == 0)
                    break;
            }
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }
    }

    public OperationContext Describe(string? key, string? node = null, Status? status = null) => Collection.ContextOf(Name, key) with
    {
        Node = node,
        LastStatus = status?.Describe(),
        Elapsed = Collection.Dispatcher.Time.GetElapsedTime(_started),
        Timeout = Limits.Timeout,
    };

    private async ValueTask<ClusterMap> OpenAsync(CancellationToken cancellationToken)
    {
        await Collection.Dispatcher.EnsureOpenAsync(cancellationToken).ConfigureAwait(false);
        var map = Collection.Dispatcher.Routing!.Map;
        return map.BucketCapabilities.Contains(Capability)
            ? map
            : throw new FeatureNotAvailableException("the bucket cannot be scanned: its servers do not offer that", Describe(null));
    }

    // Never throws: what goes wrong reaches the reader through the channel.
    private async Task WorkAsync<TItem>(ClusterMap map, ScanDecoder<TItem> decode, ChannelWriter<TItem> output, CancellationTokenSource stopping)
    {
        var vbuckets = new VBucketQueue(map, shuffle: Range.SampleSize is not null);
        var workers = Options.MaxConcurrency > 0 ? Options.MaxConcurrency : vbuckets.Nodes;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkOneAsync(vbuckets, decode, output, stopping))).ConfigureAwait(false);
            output.TryComplete();
        }
        catch (Exception e)
        {
            output.TryComplete(e);
        }
    }

    private async Task WorkOneAsync<TItem>(VBucketQueue vbuckets, ScanDecoder<TItem> decode, ChannelWriter<TItem> output, CancellationTokenSource stopping)
    {
        await Task.Yield();
        try
        {
            while (vbuckets.TryTake(out var vbucket))
                await new VBucketScan<TItem>(this, vbucket, decode, output).RunAsync(stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The reader learns of it at once; the other workers end.
            output.TryComplete(e is OperationCanceledException && Collection.Dispatcher.Cluster.Lifetime.IsCancellationRequested
                ? new RequestCanceledException("the cluster was disposed meanwhile", Describe(null))
                : e);
            await stopping.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The vbuckets in an order in which neighbours have different owners, so that concurrent scans spread over the nodes.</summary>
    private sealed class VBucketQueue
    {
        private readonly ushort[] _order;
        private int _taken;

        public VBucketQueue(ClusterMap map, bool shuffle)
        {
            var all = Enumerable.Range(0, map.VBucketCount).Select(vbucket => (ushort)vbucket).ToArray();
            if (shuffle)
                Random.Shared.Shuffle(all);

            var byOwner = all.GroupBy(vbucket => map.VBuckets!.Active(vbucket)).ToList();
            Nodes = byOwner.Count;
            _order = [.. byOwner
                .SelectMany(group => group.Select((vbucket, turn) => (vbucket, turn)))
                .OrderBy(entry => entry.turn)
                .Select(entry => entry.vbucket)];
        }

        public int Nodes { get; }

        public bool TryTake(out ushort vbucket)
        {
            var index = Interlocked.Increment(ref _taken) - 1;
            vbucket = index < _order.Length ? _order[index] : (ushort)0;
            return index < _order.Length;
        }
    }
}

/// <summary>Makes a result of an item.</summary>
internal delegate TItem ScanDecoder<TItem>(RangeScan scan, scoped in ScanItem item);
