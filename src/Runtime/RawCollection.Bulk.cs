using Settee.Operations;

namespace Settee;

/// <content>Many documents in one call: bounded in flight, spread over the nodes by the pipelined connections.</content>
public sealed partial class RawCollection
{
    /// <summary>Reads many documents. Missing ones are left out; the others come in the order of their keys.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="CouchbaseException">One read failed; thrown at its place in the order.</exception>
    public IAsyncEnumerable<RawDocument> GetManyAsync(
        IEnumerable<string> keys, BulkOptions<GetOptions> options = default, CancellationToken cancellationToken = default) =>
        Bulk.GetAsync(keys, options.MaxInFlight, (key, token) => FindAsync(key, options.Each, token), cancellationToken);

    /// <summary>Stores many values, whether or not there are ones under their keys. One failure does not stop the others.</summary>
    /// <param name="values">Keys and values, for example a dictionary; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each value.</param>
    /// <param name="cancellationToken">Stops taking values and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were stored, and each that was not with its reason.</returns>
    public Task<BatchResult<KeyValuePair<string, RawValue>>> UpsertManyAsync(
        IEnumerable<KeyValuePair<string, RawValue>> values,
        BulkOptions<UpsertOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Bulk.RunAsync(values, options.MaxInFlight, progress, (item, token) => UpsertAsync(item.Key, item.Value, options.Each, token), cancellationToken);

    /// <summary>Stores many values that must not be there yet. One failure does not stop the others.</summary>
    /// <param name="values">Keys and values, for example a dictionary; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each value.</param>
    /// <param name="cancellationToken">Stops taking values and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were stored, and each that was not with its reason.</returns>
    public Task<BatchResult<KeyValuePair<string, RawValue>>> InsertManyAsync(
        IEnumerable<KeyValuePair<string, RawValue>> values,
        BulkOptions<InsertOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Bulk.RunAsync(values, options.MaxInFlight, progress, (item, token) => InsertAsync(item.Key, item.Value, options.Each, token), cancellationToken);

    /// <summary>Overwrites many values that must be there. One failure does not stop the others.</summary>
    /// <param name="values">Keys and values, for example a dictionary; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each value.</param>
    /// <param name="cancellationToken">Stops taking values and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were stored, and each that was not with its reason.</returns>
    public Task<BatchResult<KeyValuePair<string, RawValue>>> ReplaceManyAsync(
        IEnumerable<KeyValuePair<string, RawValue>> values,
        BulkOptions<ReplaceOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Bulk.CheckNoCas(options.Each.Cas);
        return Bulk.RunAsync(values, options.MaxInFlight, progress, (item, token) => ReplaceAsync(item.Key, item.Value, options.Each, token), cancellationToken);
    }

    /// <summary>Removes many documents. One failure does not stop the others.</summary>
    /// <param name="keys">The keys; read lazily, as room in flight allows.</param>
    /// <param name="options">How many at once, and options of each.</param>
    /// <param name="progress">Told after each document.</param>
    /// <param name="cancellationToken">Stops taking key and gives up those in flight; thrown afterwards.</param>
    /// <returns>How many were removed, and each that was not with its reason; one that is missing is a failure.</returns>
    public Task<BatchResult<string>> RemoveManyAsync(
        IEnumerable<string> keys,
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
    public Task<BatchResult<string>> TouchManyAsync(
        IEnumerable<string> keys,
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
    public Task<ExistsManyResult<string>> ExistsManyAsync(
        IEnumerable<string> keys,
        BulkOptions<OperationOptions> options = default,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Bulk.ExistsAsync(keys, options.MaxInFlight, progress, (key, token) => ExistsAsync(key, options.Each, token), cancellationToken);
}
