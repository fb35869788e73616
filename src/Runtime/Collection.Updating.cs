using System.Runtime.CompilerServices;
using Settee.Documents;

namespace Settee;

/// <content>Optimistic updates: read, change, replace that version, and again when someone was faster.</content>
public sealed partial class Collection<T>
{
    private const int DefaultUpdateAttempts = 16;
    private const int MaxUpdateDelayMilliseconds = 100;

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
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Document<T>> UpdateAsync<TState>(
        DocumentKey<T> key, TState state, Func<T, TState, T?> update, UpdateOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (options.MaxAttempts < 0)
            throw new InvalidArgumentException($"{options.MaxAttempts} attempts are not possible.");

        var maxAttempts = options.MaxAttempts == 0 ? DefaultUpdateAttempts : options.MaxAttempts;
        var get = new GetOptions { Timeout = options.Timeout, RetryStrategy = options.RetryStrategy };
        for (var attempt = 1; ; attempt++)
        {
            var stored = await GetAsync(key, get, cancellationToken).ConfigureAwait(false);
            var changed = update(stored.Value, state);
            if (changed is null || (!typeof(T).IsValueType && ReferenceEquals(changed, stored.Value)))
                return stored;

            if (T.KeyOf(changed) != key)
            {
                throw new InvalidArgumentException(
                    $"The update of '{key}' returned a document with the key '{T.KeyOf(changed)}'; an update must not change the members of the key.");
            }

            try
            {
                var replace = new ReplaceOptions
                {
                    Cas = stored.Cas,
                    Expiry = options.Expiry,
                    Durability = options.Durability,
                    Timeout = options.Timeout,
                    RetryStrategy = options.RetryStrategy,
                };
                var result = await ReplaceAsync(changed, replace, cancellationToken).ConfigureAwait(false);
                return new Document<T>(changed, key, result.Cas);
            }
            catch (CasMismatchException e) when (attempt >= maxAttempts)
            {
                throw new CasMismatchException(
                    $"someone else changed the document during each of {maxAttempts} attempts to update it", e.Context!, stored.Value);
            }
            catch (CasMismatchException)
            {
                await Task.Delay(UpdateDelay(attempt), Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Random over the whole range: writers that collided must not collide again.
    private static TimeSpan UpdateDelay(int attempt) =>
        TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(MaxUpdateDelayMilliseconds, 1 << Math.Min(attempt, 10)));
}
