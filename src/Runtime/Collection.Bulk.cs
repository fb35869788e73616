using Settee.Documents;
using Settee.Operations;

namespace Settee;

/// <content>Many documents in one call: bounded in flight, spread over the nodes by the pipelined connections.</content>
public sealed partial class Collection<T>
{
    /// <summary>Reads many documents. Missing ones are left out; the others come in the order of their keys.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="CouchbaseException">One read failed; thrown at its place in the order.</exception>
    public IAsyncEnumerable<Document<T>> GetManyAsync(
        IEnumerable<DocumentKey<T>> keys, BulkOptions<GetOptions> options = default, CancellationToken cancellationToken = default) =>
        Bulk.GetAsync(keys, options.MaxInFlight, (key, token) => FindAsync(key, options.Each, token), cancellationToken);

    /// <summary>Stores many documents, whether or not there are ones under their keys. One failure does not stop the others.</summary>
    /// <param name="documents">The documents; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking documents and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were stored, and each that was not with its reason.</returns>
    public Task<BatchResult<T>> UpsertManyAsync(
        IEnumerable<T> documents,
        BulkOptions<UpsertOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Bulk.RunAsync(documents, options.MaxInFlight, progress, (document, token) => UpsertAsync(document, options.Each, token), cancellationToken);

    /// <summary>Stores many documents that must not be there yet. One failure does not stop the others.</summary>
    /// <param name="documents">The documents; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking documents and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were stored, and each that was not with its reason.</returns>
    public Task<BatchResult<T>> InsertManyAsync(
        IEnumerable<T> documents,
        BulkOptions<InsertOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Bulk.RunAsync(documents, options.MaxInFlight, progress, (document, token) => InsertAsync(document, options.Each, token), cancellationToken);

    /// <summary>Overwrites many documents that must be there; with a version member only the versions that were read. One failure does not stop the others.</summary>
    /// <param name="documents">The documents; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking documents and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were stored, and each that was not with its reason.</returns>
    public Task<BatchResult<T>> ReplaceManyAsync(
        IEnumerable<T> documents,
        BulkOptions<ReplaceOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Bulk.CheckNoCas(options.Each.Cas);
        return Bulk.RunAsync(documents, options.MaxInFlight, progress, (document, token) => ReplaceAsync(document, options.Each, token), cancellationToken);
    }

    /// <summary>Removes many documents. One failure does not stop the others.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking key and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were removed, and each that was not with its reason; one that is missing is a failure.</returns>
    public Task<BatchResult<DocumentKey<T>>> RemoveManyAsync(
        IEnumerable<DocumentKey<T>> keys,
        BulkOptions<RemoveOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Bulk.CheckNoCas(options.Each.Cas);
        return Bulk.RunAsync(keys, options.MaxInFlight, progress, (key, token) => RemoveAsync(key, options.Each, token), cancellationToken);
    }

    /// <summary>Sets the expiry of many documents. One failure does not stop the others.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="expiry">When the documents expire from now on.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking key and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were touched, and each that was not with its reason; one that is missing is a failure.</returns>
    public Task<BatchResult<DocumentKey<T>>> TouchManyAsync(
        IEnumerable<DocumentKey<T>> keys,
        Expiry expiry,
        BulkOptions<OperationOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Bulk.RunAsync(keys, options.MaxInFlight, progress, (key, token) => TouchAsync(key, expiry, options.Each, token), cancellationToken);

    /// <summary>Asks of many documents whether they exist. One failure does not stop the others.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking key and gives up those in flight; thrown afterwards.</param>
    public Task<ExistsManyResult<DocumentKey<T>>> ExistsManyAsync(
        IEnumerable<DocumentKey<T>> keys,
        BulkOptions<OperationOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Bulk.ExistsAsync(keys, options.MaxInFlight, progress, (key, token) => ExistsAsync(key, options.Each, token), cancellationToken);
}
