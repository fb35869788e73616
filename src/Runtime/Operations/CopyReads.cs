using System.Runtime.CompilerServices;
using System.Text;
using Settee.Dispatch;
using Settee.Topology;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>Reads of the copies of one document: any, all, or one replica (SDK-RFC 53). The map says which nodes have one.</summary>
/// <param name="collection">Where the document is.</param>
/// <param name="key">Its key in UTF-8.</param>
/// <param name="name">The operation as its caller knows it.</param>
/// <param name="limits">Time-out and retries of the whole.</param>
/// <param name="read">Reads one copy: 0 for the active one, n for the n-th replica.</param>
internal sealed class CopyReads<TDocument>(
    CollectionAddress collection,
    byte[] key,
    string name,
    RequestLimits limits,
    Func<int, RequestLimits, CancellationToken, ValueTask<TDocument>> read)
{
    private readonly long _started = collection.Dispatcher.Time.GetTimestamp();

    /// <exception cref="DocumentUnretrievableException">No copy could be read.</exception>
    public async ValueTask<DocumentCopy<TDocument>> AnyAsync(ReadPreference preference, CancellationToken cancellationToken)
    {
        List<Exception> failures = [];
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reads = await StartAsync(preference, rest.Token, cancellationToken).ConfigureAwait(false);
        try
        {
            await foreach (var finished in Task.WhenEach(reads).ConfigureAwait(false))
            {
                if (finished.IsCompletedSuccessfully)
                    return await finished.ConfigureAwait(false);

                cancellationToken.ThrowIfCancellationRequested();
                failures.Add(finished.Exception?.InnerException ?? new OperationCanceledException());
            }
        }
        finally
        {
            await EndAsync(reads, rest).ConfigureAwait(false);
        }

        // A node that was too slow may have a copy: that is another answer than that nobody has.
        if (failures.Find(failure => failure is OperationTimeoutException) is { } timeout)
            throw timeout;

        throw new DocumentUnretrievableException(
            reads.Length == 0
                ? $"no node that may be asked ({preference}) has a copy"
                : $"none of {reads.Length} copies could be read; the last: {failures[^1].Message}",
            Context(),
            failures.Count == 0 ? null : failures[^1]);
    }

    /// <summary>The copies as they arrive; those that fail are left out.</summary>
    public async IAsyncEnumerable<DocumentCopy<TDocument>> AllAsync(
        ReadPreference preference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reads = await StartAsync(preference, rest.Token, cancellationToken).ConfigureAwait(false);
        try
        {
            if (reads.Length == 0)
                throw new DocumentUnretrievableException($"no node that may be asked ({preference}) has a copy", Context());

            await foreach (var finished in Task.WhenEach(reads).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (finished.IsCompletedSuccessfully)
                    yield return await finished.ConfigureAwait(false);
            }
        }
        finally
        {
            await EndAsync(reads, rest).ConfigureAwait(false);
        }
    }

    /// <exception cref="ReplicaIndexOutOfBoundsException">The bucket has no such replica.</exception>
    /// <exception cref="ReplicaIndexCurrentlyUnavailableException">No node holds it at the moment.</exception>
    public async ValueTask<TDocument> OneAsync(ReplicaIndex index, bool wrap, CancellationToken cancellationToken)
    {
        var (map, vbucket) = await LocateAsync(cancellationToken).ConfigureAwait(false);
        return await read(ChooseReplica(map.VBuckets!, vbucket, index, wrap), Remaining(), cancellationToken).ConfigureAwait(false);
    }

    private int ChooseReplica(VBucketMap vbuckets, ushort vbucket, ReplicaIndex index, bool wrap)
    {
        var replicas = vbuckets.ReplicaSlots;
        if (index < 0 || replicas == 0 || ((int)index >= replicas && !wrap))
            throw new ReplicaIndexOutOfBoundsException($"the bucket has {replicas} replicas; there is none with the index {(int)index}", Context());

        for (var i = 0; i < (wrap ? replicas : 1); i++)
        {
            var replica = ((int)index + i) % replicas;
            if (vbuckets.Replica(vbucket, replica) != VBucketMap.Nobody)
                return replica + 1;
        }

        throw new ReplicaIndexCurrentlyUnavailableException(
            wrap ? "no node holds a replica at the moment" : $"no node holds the replica with the index {(int)index} at the moment", Context());
    }

    private async ValueTask<Task<DocumentCopy<TDocument>>[]> StartAsync(
        ReadPreference preference, CancellationToken readsToken, CancellationToken cancellationToken)
    {
        var group = collection.Dispatcher.Cluster.Options.PreferredServerGroup;
        if (preference != ReadPreference.None && group is null)
            throw new InvalidArgumentException($"{preference} needs a server group; set ClusterOptions.PreferredServerGroup.");

        var (map, vbucket) = await LocateAsync(cancellationToken).ConfigureAwait(false);
        var copies = CopiesIn(map, vbucket, preference == ReadPreference.None ? null : group);
        if (copies.Count == 0 && preference == ReadPreference.SelectedServerGroupWithFallback)
            copies = CopiesIn(map, vbucket, null);

        var remaining = Remaining();
        return [.. copies.Select(copy => ReadAsync(copy, remaining, readsToken))];
    }

    private static List<int> CopiesIn(ClusterMap map, ushort vbucket, string? group)
    {
        List<int> copies = [];
        for (var copy = 0; copy <= map.VBuckets!.ReplicaSlots; copy++)
        {
            if ((copy == 0 ? map.NodeFor(vbucket) : map.ReplicaFor(vbucket, copy - 1)) is { } node && (group is null || node.ServerGroup == group))
                copies.Add(copy);
        }

        return copies;
    }

    private async Task<DocumentCopy<TDocument>> ReadAsync(int copy, RequestLimits remaining, CancellationToken token) =>
        new(await read(copy, remaining, token).ConfigureAwait(false), copy > 0);

    private async ValueTask<(ClusterMap Map, ushort VBucket)> LocateAsync(CancellationToken cancellationToken)
    {
        var dispatcher = collection.Dispatcher;
        if (dispatcher.Routing is null)
        {
            using var deadline = new CancellationTokenSource(limits.Timeout, dispatcher.Time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                await dispatcher.EnsureOpenAsync(linked.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new UnambiguousTimeoutException($"the bucket was not open within {limits.Timeout}", Context());
            }
        }

        var map = dispatcher.Routing!.Map;
        return (map, VBucketHash.VBucketOf(key, map.VBucketCount));
    }

    private RequestLimits Remaining()
    {
        var left = limits.Timeout - collection.Dispatcher.Time.GetElapsedTime(_started);
        return limits with { Timeout = left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1) };
    }

    private static async ValueTask EndAsync(Task[] reads, CancellationTokenSource rest)
    {
        await rest.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(reads).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private OperationContext Context() => collection.ContextOf(name, Encoding.UTF8.GetString(key)) with
    {
        Elapsed = collection.Dispatcher.Time.GetElapsedTime(_started),
        Timeout = limits.Timeout,
    };
}
