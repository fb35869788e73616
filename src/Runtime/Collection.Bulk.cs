using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Settee.Documents;
using Settee.Operations;

namespace Settee;

/// <content>Many documents in one call: bounded in flight, spread over the nodes by the pipelined connections.</content>
public sealed partial class Collection<T>
{
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
        var maxInFlight = Bulk.MaxInFlight(options.MaxInFlight);
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
    public Task<BatchResult<T>> UpsertManyAsync(
        IEnumerable<T> documents,
        UpsertManyOptions options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var each = new UpsertOptions
        {
            Expiry = options.Expiry,
            Durability = options.Durability,
            Timeout = options.Timeout,
            RetryStrategy = options.RetryStrategy,
        };
        return Bulk.RunAsync(documents, options.MaxInFlight, progress, (document, token) => UpsertAsync(document, each, token), cancellationToken);
    }

    /// <summary>Stores many documents that must not be there yet. One failure does not stop the others.</summary>
    /// <param name="documents">The documents; read lazily, as room in flight allows.</param>
    /// <param name="options">Options; see <see cref="InsertManyOptions"/>.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking documents and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were stored, and each that was not with its reason.</returns>
    public Task<BatchResult<T>> InsertManyAsync(
        IEnumerable<T> documents,
        InsertManyOptions options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var each = new InsertOptions
        {
            Expiry = options.Expiry,
            Durability = options.Durability,
            Timeout = options.Timeout,
            RetryStrategy = options.RetryStrategy,
        };
        return Bulk.RunAsync(documents, options.MaxInFlight, progress, (document, token) => InsertAsync(document, each, token), cancellationToken);
    }

    /// <summary>Overwrites many documents that must be there; with a version member only the versions that were read. One failure does not stop the others.</summary>
    /// <param name="documents">The documents; read lazily, as room in flight allows.</param>
    /// <param name="options">Options; see <see cref="ReplaceManyOptions"/>.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking documents and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were stored, and each that was not with its reason.</returns>
    public Task<BatchResult<T>> ReplaceManyAsync(
        IEnumerable<T> documents,
        ReplaceManyOptions options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var each = new ReplaceOptions
        {
            IgnoreVersion = options.IgnoreVersion,
            Expiry = options.Expiry,
            Durability = options.Durability,
            Timeout = options.Timeout,
            RetryStrategy = options.RetryStrategy,
        };
        return Bulk.RunAsync(documents, options.MaxInFlight, progress, (document, token) => ReplaceAsync(document, each, token), cancellationToken);
    }

    /// <summary>Removes many documents. One failure does not stop the others.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="options">Options; see <see cref="RemoveManyOptions"/>.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking keys and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were removed, and each that was not with its reason; one that is missing is a failure.</returns>
    public Task<BatchResult<DocumentKey<T>>> RemoveManyAsync(
        IEnumerable<DocumentKey<T>> keys,
        RemoveManyOptions options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var each = new RemoveOptions { Durability = options.Durability, Timeout = options.Timeout, RetryStrategy = options.RetryStrategy };
        return Bulk.RunAsync(keys, options.MaxInFlight, progress, (key, token) => RemoveAsync(key, each, token), cancellationToken);
    }

    /// <summary>Sets the expiry of many documents. One failure does not stop the others.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="expiry">When the documents expire from now on.</param>
    /// <param name="options">Options; see <see cref="TouchManyOptions"/>.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking keys and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were touched, and each that was not with its reason; one that is missing is a failure.</returns>
    public Task<BatchResult<DocumentKey<T>>> TouchManyAsync(
        IEnumerable<DocumentKey<T>> keys,
        Expiry expiry,
        TouchManyOptions options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var each = new TouchOptions { Timeout = options.Timeout, RetryStrategy = options.RetryStrategy };
        return Bulk.RunAsync(keys, options.MaxInFlight, progress, (key, token) => TouchAsync(key, expiry, each, token), cancellationToken);
    }

    /// <summary>Asks of many documents whether they exist. One failure does not stop the others.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="options">Options; see <see cref="ExistsManyOptions"/>.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking keys and gives up those in flight; thrown afterwards.</param>
    public async Task<ExistsManyResult<DocumentKey<T>>> ExistsManyAsync(
        IEnumerable<DocumentKey<T>> keys,
        ExistsManyOptions options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var each = new ExistsOptions { Timeout = options.Timeout, RetryStrategy = options.RetryStrategy };
        var existing = new ConcurrentQueue<DocumentKey<T>>();
        var missing = new ConcurrentQueue<DocumentKey<T>>();
        var result = await Bulk.RunAsync(keys, options.MaxInFlight, progress, AskAsync, cancellationToken).ConfigureAwait(false);
        return new ExistsManyResult<DocumentKey<T>>(existing, missing, result.Failures);

        async ValueTask<bool> AskAsync(DocumentKey<T> key, CancellationToken token)
        {
            var exists = await ExistsAsync(key, each, token).ConfigureAwait(false);
            (exists ? existing : missing).Enqueue(key);
            return exists;
        }
    }
}
