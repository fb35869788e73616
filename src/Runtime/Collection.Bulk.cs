using System.Runtime.CompilerServices;
using Settee.Documents;

namespace Settee;

/// <content>Many documents in one call: bounded in flight, spread over the nodes by the pipelined connections.</content>
public sealed partial class Collection<T>
{
    private const int DefaultMaxInFlight = 256;

    /// <summary>Reads many documents. Missing ones are left out; the others come in the order of their keys.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="options">Options; see <see cref="GetManyOptions"/>.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="CouchbaseException">One read failed; thrown at its place in the order.</exception>
    public async IAsyncEnumerable<Document<T>> GetManyAsync(
        IEnumerable<DocumentKey<T>> keys, GetManyOptions options = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var window = new Queue<Task<Document<T>?>>();
        var maxInFlight = MaxInFlight(options.MaxInFlight);
        var get = new GetOptions { Timeout = options.Timeout, RetryStrategy = options.RetryStrategy };
        try
        {
            foreach (var key in keys)
            {
                if (window.Count == maxInFlight && await window.Dequeue().ConfigureAwait(false) is { } next)
                    yield return next;

                window.Enqueue(FindAsync(key, get, cancellationToken).AsTask());
            }

            while (window.TryDequeue(out var pending))
            {
                if (await pending.ConfigureAwait(false) is { } next)
                    yield return next;
            }
        }
        finally
        {
            // After an error or an early break the others must still be seen to their end.
            foreach (var pending in window)
                await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Stores many documents, whether or not there are ones under their keys. One failure does not stop the others.</summary>
    /// <param name="documents">The documents; read lazily, as room in flight allows.</param>
    /// <param name="options">Options; see <see cref="UpsertManyOptions"/>.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking documents and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were stored, and each that was not with its reason.</returns>
    public async Task<BatchResult<T>> UpsertManyAsync(
        IEnumerable<T> documents, UpsertManyOptions options = default, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var upsert = new UpsertOptions
        {
            Expiry = options.Expiry,
            Durability = options.Durability,
            Timeout = options.Timeout,
            RetryStrategy = options.RetryStrategy,
        };
        var batch = new Batch(progress);
        using var room = new SemaphoreSlim(MaxInFlight(options.MaxInFlight));
        var running = new List<Task>();
        try
        {
            foreach (var document in documents)
            {
                await room.WaitAsync(cancellationToken).ConfigureAwait(false);
                running.RemoveAll(static task => task.IsCompletedSuccessfully);
                running.Add(UpsertOneAsync(document, upsert, batch, room, cancellationToken));
            }
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return batch.ToResult();
    }

    private async Task UpsertOneAsync(T document, UpsertOptions options, Batch batch, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        try
        {
            await UpsertAsync(document, options, cancellationToken).ConfigureAwait(false);
            batch.Succeeded();
        }
        catch (Exception e) when (e is CouchbaseException or OperationCanceledException or ArgumentNullException)
        {
            batch.Failed(document, e);
        }
        finally
        {
            room.Release();
        }
    }

    private static int MaxInFlight(int given) => given switch
    {
        < 0 => throw new InvalidArgumentException($"{given} operations in flight are not possible."),
        0 => DefaultMaxInFlight,
        _ => given,
    };

    private sealed class Batch(IProgress<BatchProgress>? progress)
    {
        private readonly Lock _gate = new();
        private readonly List<BatchFailure<T>> _failures = [];
        private int _succeeded;

        public void Succeeded() => Report(ref _succeeded);

        public void Failed(T document, Exception error)
        {
            var unused = 0;
            lock (_gate)
                _failures.Add(new BatchFailure<T>(document, error));

            Report(ref unused);
        }

        public BatchResult<T> ToResult() => new(_succeeded, _failures);

        private void Report(ref int counter)
        {
            BatchProgress state;
            lock (_gate)
            {
                counter++;
                state = new BatchProgress(_succeeded, _failures.Count);
            }

            progress?.Report(state);
        }
    }
}
