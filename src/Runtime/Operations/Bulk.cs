using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Settee.Operations;

/// <summary>Many operations in one call: bounded in flight, spread over the nodes by the pipelined connections.</summary>
internal static class Bulk
{
    private const int DefaultMaxInFlight = 256;

    /// <summary>Runs an operation for each item; one failure does not stop the others.</summary>
    /// <param name="items">Read lazily, as room in flight allows.</param>
    /// <param name="maxInFlight">0 for the default.</param>
    /// <param name="progress">Told after each item.</param>
    /// <param name="run">The operation.</param>
    /// <param name="cancellationToken">Stops taking items and gives up those in flight; thrown afterwards.</param>
    public static async Task<BatchResult<TItem>> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items,
        int maxInFlight,
        IProgress<BatchProgress>? progress,
        Func<TItem, CancellationToken, ValueTask<TResult>> run,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        var batch = new Batch<TItem>(progress);
        using var room = new SemaphoreSlim(MaxInFlight(maxInFlight));
        var running = new HashSet<Task>();
        try
        {
            foreach (var item in items)
            {
                await room.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (running.Count >= 2 * DefaultMaxInFlight)
                    running.RemoveWhere(static task => task.IsCompleted);

                running.Add(RunOneAsync(item, run, batch, room, cancellationToken));
            }
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return batch.ToResult();
    }

    /// <summary>Reads a document for each key; missing ones are left out, the others come in the order of their keys.</summary>
    /// <param name="keys">Read lazily, as room in flight allows.</param>
    /// <param name="maxInFlight">0 for the default.</param>
    /// <param name="find">Reads one document, or null.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public static IAsyncEnumerable<TDocument> GetAsync<TKey, TDocument>(
        IEnumerable<TKey> keys, int maxInFlight, Func<TKey, CancellationToken, ValueTask<TDocument?>> find, CancellationToken cancellationToken)
        where TDocument : struct
    {
        ArgumentNullException.ThrowIfNull(keys);
        return GetInOrderAsync(keys, MaxInFlight(maxInFlight), find, cancellationToken);
    }

    /// <summary>Asks for each key whether its document exists.</summary>
    public static async Task<ExistsManyResult<TKey>> ExistsAsync<TKey>(
        IEnumerable<TKey> keys,
        int maxInFlight,
        IProgress<BatchProgress>? progress,
        Func<TKey, CancellationToken, ValueTask<bool>> exists,
        CancellationToken cancellationToken)
    {
        var existing = new ConcurrentQueue<TKey>();
        var missing = new ConcurrentQueue<TKey>();
        var result = await RunAsync(keys, maxInFlight, progress, AskAsync, cancellationToken).ConfigureAwait(false);
        return new ExistsManyResult<TKey>(existing, missing, result.Failures);

        async ValueTask<bool> AskAsync(TKey key, CancellationToken token)
        {
            var isThere = await exists(key, token).ConfigureAwait(false);
            (isThere ? existing : missing).Enqueue(key);
            return isThere;
        }
    }

    /// <exception cref="InvalidArgumentException">A version was given for documents that cannot all have it.</exception>
    public static void CheckNoCas(Cas cas)
    {
        if (!cas.IsNone)
            throw new InvalidArgumentException("Each.Cas is given for many documents, but a CAS is that of one.");
    }

    private static int MaxInFlight(int given) => given switch
    {
        < 0 => throw new InvalidArgumentException($"{given} operations in flight are not possible."),
        0 => DefaultMaxInFlight,
        _ => given,
    };

    private static async IAsyncEnumerable<TDocument> GetInOrderAsync<TKey, TDocument>(
        IEnumerable<TKey> keys,
        int maxInFlight,
        Func<TKey, CancellationToken, ValueTask<TDocument?>> find,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TDocument : struct
    {
        var window = new Queue<Task<TDocument?>>();
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            foreach (var key in keys)
            {
                if (window.Count == maxInFlight && await window.Dequeue().ConfigureAwait(false) is { } next)
                    yield return next;

                window.Enqueue(find(key, rest.Token).AsTask());
            }

            while (window.TryDequeue(out var pending))
            {
                if (await pending.ConfigureAwait(false) is { } next)
                    yield return next;
            }
        }
        finally
        {
            // After an error or an early break nobody wants the others.
            if (window.Count > 0)
                await rest.CancelAsync().ConfigureAwait(false);

            foreach (var pending in window)
                await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task RunOneAsync<TItem, TResult>(
        TItem item,
        Func<TItem, CancellationToken, ValueTask<TResult>> run,
        Batch<TItem> batch,
        SemaphoreSlim room,
        CancellationToken cancellationToken)
    {
        try
        {
            await run(item, cancellationToken).ConfigureAwait(false);
            batch.Succeeded();
        }
        catch (Exception e) when (e is CouchbaseException or OperationCanceledException or ArgumentNullException)
        {
            batch.Failed(item, e);
        }
        finally
        {
            room.Release();
        }
    }

    private sealed class Batch<TItem>(IProgress<BatchProgress>? progress)
    {
        private readonly Lock _gate = new();
        private readonly List<BatchFailure<TItem>> _failures = [];
        private int _succeeded;

        public void Succeeded()
        {
            BatchProgress state;
            lock (_gate)
                state = new BatchProgress(++_succeeded, _failures.Count);

            progress?.Report(state);
        }

        public void Failed(TItem item, Exception error)
        {
            BatchProgress state;
            lock (_gate)
            {
                _failures.Add(new BatchFailure<TItem>(item, error));
                state = new BatchProgress(_succeeded, _failures.Count);
            }

            progress?.Report(state);
        }

        public BatchResult<TItem> ToResult() => new(_succeeded, _failures);
    }
}
