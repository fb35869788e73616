using System.Text.Json;
using Settee.Operations;

namespace Settee;

/// <summary>Options of a stored list, map, set or queue; they hold for all its operations.</summary>
public readonly record struct StructureOptions
{
    /// <summary>How often a change that depends on what was read is tried before giving up; by default 16.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>When the document expires, set anew with every change; by default a stored expiry is kept and a new document stays.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>How safe a change must be before success is reported. The default time-out becomes 10 s, the shortest one with a level 1.5 s.</summary>
    public Durability Durability { get; init; }

    /// <summary>How long each read and each change may take, including retries; by default the cluster's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When to try a single read or change again; by default the cluster's setting.</summary>
    public RetryStrategy? RetryStrategy { get; init; }
}

/// <summary>
/// A list, map, set or queue that is stored as one JSON document, and changed element by element. The first element that is added makes
/// the document; it is never removed, not even with the last element. A document holds at most 20 MiB.
/// </summary>
/// <typeparam name="TItem">What it consists of.</typeparam>
public abstract class StoredStructure<TItem> : IAsyncEnumerable<TItem>
{
    private readonly RawCollection _collection;
    private readonly StructureOptions _options;
    private readonly string _name;
    private readonly string _empty;

    private protected StoredStructure(RawCollection collection, string key, string name, string empty, StructureOptions options)
    {
        ArgumentNullException.ThrowIfNull(key);
        MaxAttempts = OptimisticLoop.MaxAttempts(options.MaxAttempts);
        _collection = collection;
        _options = options;
        _name = name;
        _empty = empty;
        Key = key;
    }

    /// <summary>The key of the document.</summary>
    public string Key { get; }

    private int MaxAttempts { get; }

    /// <summary>How many elements there are; 0 when there is no document.</summary>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="PathMismatchException">The document is of another kind.</exception>
    public async ValueTask<long> CountAsync(CancellationToken cancellationToken = default) =>
        await LookupAsync(LookupSpec.Count(""), cancellationToken).ConfigureAwait(false) is { } found ? found.Int64Of(0) : 0;

    /// <summary>Takes all elements out; the document stays. Nothing happens when there is none.</summary>
    /// <param name="cancellationToken">Gives the operation up; the elements may be gone nevertheless.</param>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _collection.ReplaceAsync(
                Key,
                RawValue.Json(_empty),
                new()
                {
                    Expiry = _options.Expiry,
                    Durability = _options.Durability,
                    Timeout = _options.Timeout,
                    RetryStrategy = _options.RetryStrategy,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DocumentNotFoundException)
        {
            // Empty already.
        }
    }

    /// <summary>Reads all elements, in one request, as they are when the enumeration begins; none when there is no document.</summary>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DecodingFailureException">The document is of another kind, or an element does not fit.</exception>
    public async IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        foreach (var item in (await ReadAsync(cancellationToken).ConfigureAwait(false)).Items)
            yield return item;
    }

    /// <summary>The elements in the order in which they are enumerated.</summary>
    /// <param name="json">The document; a JSON value.</param>
    private protected abstract List<TItem> Decode(JsonElement json);

    private protected async ValueTask<(List<TItem> Items, Cas Cas)> ReadAsync(CancellationToken cancellationToken)
    {
        var options = new GetOptions { Timeout = _options.Timeout, RetryStrategy = _options.RetryStrategy };
        if (await _collection.FindAsync(Key, options, cancellationToken).ConfigureAwait(false) is not { } stored)
            return ([], default);

        try
        {
            var json = JsonDom.Parse(stored.Value);
            return json.ValueKind == (_empty == "[]" ? JsonValueKind.Array : JsonValueKind.Object)
                ? (Decode(json), stored.Cas)
                : throw new DecodingFailureException($"the stored JSON is of the kind {json.ValueKind}, which is no {_name}", Context());
        }
        catch (JsonException e)
        {
            throw new DecodingFailureException("the stored document is no JSON", Context(), e);
        }
    }

    /// <summary>Asks about one path; null when there is no document.</summary>
    private protected async ValueTask<LookupInResult?> LookupAsync(LookupSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            return await _collection.LookupInAsync(
                Key, [spec], new() { Timeout = _options.Timeout, RetryStrategy = _options.RetryStrategy }, cancellationToken).ConfigureAwait(false);
        }
        catch (DocumentNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Makes one change; with <see cref="StoreSemantics.Upsert"/> it makes the document if there is none.</summary>
    private protected async ValueTask ChangeAsync(
        MutateSpec spec, CancellationToken cancellationToken, StoreSemantics semantics = StoreSemantics.Replace, Cas cas = default) =>
        await _collection.MutateInAsync(
            Key,
            [spec],
            new()
            {
                Cas = cas,
                StoreSemantics = semantics,
                Expiry = _options.Expiry,
                Durability = _options.Durability,
                Timeout = _options.Timeout,
                RetryStrategy = _options.RetryStrategy,
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Makes one change; false when its path stands in the way, or the document is missing.</summary>
    /// <typeparam name="TObstacle">What being in the way means: that there is something, or nothing.</typeparam>
    private protected async ValueTask<bool> TryChangeAsync<TObstacle>(
        MutateSpec spec, CancellationToken cancellationToken, StoreSemantics semantics = StoreSemantics.Replace)
        where TObstacle : PathException
    {
        try
        {
            await ChangeAsync(spec, cancellationToken, semantics).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is TObstacle or DocumentNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Reads, and takes out what was read if nobody else has changed the document meanwhile; otherwise again.</summary>
    /// <param name="find">The path of what is to be taken out, in the version that was read; null for nothing.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="CasMismatchException">Someone else was faster each time.</exception>
    private protected async ValueTask<(bool Found, TResult? Value)> TakeOutAsync<TResult>(
        Func<CancellationToken, ValueTask<(string? Path, TResult? Value, Cas Cas)>> find, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (path, value, cas) = await find(cancellationToken).ConfigureAwait(false);
            if (path is null)
                return (false, default);

            try
            {
                await ChangeAsync(MutateSpec.Remove(path), cancellationToken, cas: cas).ConfigureAwait(false);
                return (true, value);
            }
            catch (DocumentNotFoundException)
            {
                return (false, default);
            }
            catch (CasMismatchException) when (attempt < MaxAttempts)
            {
                await OptimisticLoop.PauseAsync(attempt, _collection.Bucket.Dispatcher.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private protected OperationContext Context() => _collection.Bucket.Dispatcher.Collections.AddressOf(_collection.Keyspace).ContextOf(_name, Key);
}
