namespace Settee.Operations;

/// <summary>Many operations in one call: bounded in flight, spread over the nodes by the pipelined connections.</summary>
internal static class Bulk
{
    private const int DefaultMaxInFlight = 256;

    public static int MaxInFlight(int given) => given switch
    {
        < 0 => throw new InvalidArgumentException($"{given} operations in flight are not possible."),
        0 => DefaultMaxInFlight,
        _ => given,
    };

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
