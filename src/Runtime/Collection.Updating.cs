using System.Runtime.CompilerServices;
using Settee.Documents;
using Settee.Operations;

namespace Settee;

/// <content>Optimistic updates: read, change, replace that version, and again when someone was faster.</content>
public sealed partial class Collection<T>
{
    /// <summary>Changes a document with optimistic concurrency: nobody else's change is lost.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">
    /// Makes the new document from the stored one. Pure: it runs again when someone else was faster. Returning null or the same instance
    /// means that nothing is to be written.
    /// </param>
    /// <param name="options">Options; see <see cref="UpdateOptions"/>.</param>
    /// <param name="cancellationToken">Gives the update up.</param>
    /// <returns>The document as it is stored now.</returns>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="CasMismatchException">Someone else was faster each time; it carries the document as read last.</exception>
    public ValueTask<Document<T>> UpdateAsync(
        DocumentKey<T> key, Func<T, T?> update, UpdateOptions options = default, CancellationToken cancellationToken = default) =>
        UpdateAsync(key, update, static (document, change) => change(document), options, cancellationToken);

    /// <summary>As the other overload; the state is passed along, so that the delegate can be static and nothing is captured.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">Passed to <paramref name="update"/>.</param>
    /// <param name="update">Makes the new document from the stored one and the state; null or the same instance for no change.</param>
    /// <param name="options">Options; see <see cref="UpdateOptions"/>.</param>
    /// <param name="cancellationToken">Gives the update up.</param>
    /// <returns>The document as it is stored now.</returns>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="CasMismatchException">Someone else was faster each time; it carries the document as read last.</exception>
    public ValueTask<Document<T>> UpdateAsync<TState>(
        DocumentKey<T> key, TState state, Func<T, TState, T?> update, UpdateOptions options = default, CancellationToken cancellationToken = default) =>
        UpdateAsync(key, state, null, update, options, cancellationToken);

    /// <summary>Makes a document that is missing, or changes it with optimistic concurrency: nobody else's change is lost.</summary>
    /// <param name="key">The key.</param>
    /// <param name="create">Makes the document when there is none; it must have the key. Pure: it may run again.</param>
    /// <param name="update">Makes the new document from the stored one; null or the same instance for no change. Pure: it may run again.</param>
    /// <param name="options">Options; see <see cref="UpdateOptions"/>.</param>
    /// <param name="cancellationToken">Gives the update up.</param>
    /// <returns>The document as it is stored now.</returns>
    /// <exception cref="CasMismatchException">Someone else was faster each time; it carries the document as read last.</exception>
    public ValueTask<Document<T>> AddOrUpdateAsync(
        DocumentKey<T> key, Func<T> create, Func<T, T?> update, UpdateOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(update);
        return UpdateAsync(
            key,
            (create, update),
            static made => made.create(),
            static (document, change) => change.update(document),
            options,
            cancellationToken);
    }

    /// <summary>As the other overload; the state is passed along, so that the delegates can be static and nothing is captured.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">Passed to both delegates.</param>
    /// <param name="create">Makes the document when there is none; it must have the key.</param>
    /// <param name="update">Makes the new document from the stored one and the state; null or the same instance for no change.</param>
    /// <param name="options">Options; see <see cref="UpdateOptions"/>.</param>
    /// <param name="cancellationToken">Gives the update up.</param>
    /// <returns>The document as it is stored now.</returns>
    /// <exception cref="CasMismatchException">Someone else was faster each time; it carries the document as read last.</exception>
    public ValueTask<Document<T>> AddOrUpdateAsync<TState>(
        DocumentKey<T> key,
        TState state,
        Func<TState, T> create,
        Func<T, TState, T?> update,
        UpdateOptions options = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        return UpdateAsync(key, state, create, update, options, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Document<T>> UpdateAsync<TState>(
        DocumentKey<T> key, TState state, Func<TState, T>? create, Func<T, TState, T?> update, UpdateOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        var maxAttempts = OptimisticLoop.MaxAttempts(options.MaxAttempts);
        var get = new GetOptions { Timeout = options.Timeout, RetryStrategy = options.RetryStrategy };
        for (var attempt = 1; ; attempt++)
        {
            var found = create is null
                ? await GetAsync(key, get, cancellationToken).ConfigureAwait(false)
                : await FindAsync(key, get, cancellationToken).ConfigureAwait(false);
            try
            {
                if (found is not { } stored)
                {
                    var made = WithSameKey(create!(state), key);
                    return new Document<T>(made, key, (await InsertAsync(made, Inserting(options), cancellationToken).ConfigureAwait(false)).Cas);
                }

                var changed = update(stored.Value, state);
                if (changed is null || (!typeof(T).IsValueType && ReferenceEquals(changed, stored.Value)))
                    return stored;

                var result = await ReplaceAsync(WithSameKey(changed, key), Replacing(options, stored.Cas), cancellationToken).ConfigureAwait(false);
                return new Document<T>(changed, key, result.Cas);
            }
            catch (CouchbaseException e) when (attempt >= maxAttempts && IsLostRace(e, create is not null))
            {
                throw new CasMismatchException(
                    $"someone else changed the document during each of {maxAttempts} attempts to update it",
                    e.Context!,
                    found is { } last ? last.Value : default(T));
            }
            catch (CouchbaseException e) when (IsLostRace(e, create is not null))
            {
                await OptimisticLoop.PauseAsync(attempt, Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Someone else wrote, made or removed the document between reading and writing it.
    private static bool IsLostRace(CouchbaseException error, bool mayCreate) =>
        error is CasMismatchException || (mayCreate && error is (DocumentExistsException or DocumentNotFoundException));

    private static InsertOptions Inserting(in UpdateOptions options) => new()
    {
        Expiry = options.Expiry,
        Durability = options.Durability,
        Timeout = options.Timeout,
        RetryStrategy = options.RetryStrategy,
    };

    private static ReplaceOptions Replacing(in UpdateOptions options, Cas cas) => new()
    {
        Cas = cas,
        Expiry = options.Expiry,
        Durability = options.Durability,
        Timeout = options.Timeout,
        RetryStrategy = options.RetryStrategy,
    };

    private T WithSameKey(T document, DocumentKey<T> key)
    {
        if (document is null)
            throw new InvalidArgumentException($"There was no document under '{Redaction.User(key)}', and none was made for it.");

        return T.KeyOf(document) == key
            ? document
            : throw new InvalidArgumentException(
                $"The update of '{Redaction.User(key)}' returned a document with the key '{Redaction.User(T.KeyOf(document))}'; an update must not change the members of the key.");
    }
}
