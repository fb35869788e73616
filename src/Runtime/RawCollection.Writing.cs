using Settee.Operations;
using Settee.Wire;

namespace Settee;

/// <content>Writes.</content>
public sealed partial class RawCollection
{
    /// <summary>Stores a value that must not be there yet.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value: <see cref="RawValue.Binary"/>, <see cref="RawValue.Text"/> or <see cref="RawValue.Json(string)"/>.</param>
    /// <param name="options">Options; see <see cref="InsertOptions"/>. Without an expiry the document stays.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be stored nevertheless.</param>
    /// <exception cref="DocumentExistsException">There is a document under the key.</exception>
    /// <exception cref="ValueTooLargeException">The value is larger than 20 MiB.</exception>
    public ValueTask<MutationResult> InsertAsync(
        string key, RawValue value, InsertOptions options = default, CancellationToken cancellationToken = default) =>
        Store(Opcode.Add, "Insert", key, value, default, options.Expiry, false, options.Durability, options.Timeout, options.RetryStrategy, cancellationToken);

    /// <summary>Stores a value, whether or not there is one under its key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value: <see cref="RawValue.Binary"/>, <see cref="RawValue.Text"/> or <see cref="RawValue.Json(string)"/>.</param>
    /// <param name="options">Options; see <see cref="UpsertOptions"/>. Without an expiry the document stays.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be stored nevertheless.</param>
    /// <exception cref="ValueTooLargeException">The value is larger than 20 MiB.</exception>
    public ValueTask<MutationResult> UpsertAsync(
        string key, RawValue value, UpsertOptions options = default, CancellationToken cancellationToken = default)
    {
        Arguments.CheckExpiry(options.Expiry, options.PreserveExpiry);
        return Store(
            Opcode.Set, "Upsert", key, value, default, options.Expiry, options.PreserveExpiry, options.Durability, options.Timeout, options.RetryStrategy, cancellationToken);
    }

    /// <summary>Overwrites a value that must be there. The stored expiry is kept unless one is given.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value: <see cref="RawValue.Binary"/>, <see cref="RawValue.Text"/> or <see cref="RawValue.Json(string)"/>.</param>
    /// <param name="options">Options; see <see cref="ReplaceOptions"/>. Without a CAS any version is replaced.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be replaced nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="CasMismatchException">Another version is stored.</exception>
    /// <exception cref="ValueTooLargeException">The value is larger than 20 MiB.</exception>
    public ValueTask<MutationResult> ReplaceAsync(
        string key, RawValue value, ReplaceOptions options = default, CancellationToken cancellationToken = default)
    {
        Arguments.CheckVersion(options.Cas, options.IgnoreVersion);
        return Store(
            Opcode.Replace, "Replace", key, value, options.Cas, options.Expiry, options.Expiry is null, options.Durability, options.Timeout, options.RetryStrategy, cancellationToken);
    }

    /// <summary>Removes a document.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="RemoveOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be removed nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="CasMismatchException">Another version is stored than <see cref="RemoveOptions.Cas"/>.</exception>
    public ValueTask<MutationResult> RemoveAsync(string key, RemoveOptions options = default, CancellationToken cancellationToken = default) =>
        MutationOperation.Remove(
            _address,
            RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]),
            options.Cas,
            options.Durability,
            Limits(options.Timeout, options.RetryStrategy, options.Durability),
            cancellationToken).Start();

    /// <summary>Adds bytes behind a value that must be there; its flags and expiry stay.</summary>
    /// <param name="key">The key.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="options">Options; see <see cref="ExtendOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the bytes may be added nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="CasMismatchException">Another version is stored than <see cref="ExtendOptions.Cas"/>.</exception>
    /// <exception cref="ValueTooLargeException">The value would be larger than 20 MiB.</exception>
    public ValueTask<MutationResult> AppendAsync(
        string key, ReadOnlyMemory<byte> bytes, ExtendOptions options = default, CancellationToken cancellationToken = default) =>
        Extend(Opcode.Append, "Append", key, bytes.Span, options, cancellationToken);

    /// <summary>Adds bytes in front of a value that must be there; its flags and expiry stay.</summary>
    /// <param name="key">The key.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="options">Options; see <see cref="ExtendOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the bytes may be added nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="CasMismatchException">Another version is stored than <see cref="ExtendOptions.Cas"/>.</exception>
    /// <exception cref="ValueTooLargeException">The value would be larger than 20 MiB.</exception>
    public ValueTask<MutationResult> PrependAsync(
        string key, ReadOnlyMemory<byte> bytes, ExtendOptions options = default, CancellationToken cancellationToken = default) =>
        Extend(Opcode.Prepend, "Prepend", key, bytes.Span, options, cancellationToken);

    /// <summary>
    /// Adds to a counter: a document that holds a non-negative number and nothing else. Beyond 64 bits it starts again at zero.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="delta">How much to add.</param>
    /// <param name="options">Options; see <see cref="CounterOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the counter may be changed nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no counter and <see cref="CounterOptions.Initial"/> is not given.</exception>
    /// <exception cref="DeltaInvalidException">The document is no counter.</exception>
    public ValueTask<CounterResult> IncrementAsync(
        string key, ulong delta = 1, CounterOptions options = default, CancellationToken cancellationToken = default) =>
        Count(Opcode.Increment, "Increment", key, delta, options, cancellationToken);

    /// <summary>Subtracts from a counter: a document that holds a non-negative number and nothing else. It stops at zero.</summary>
    /// <param name="key">The key.</param>
    /// <param name="delta">How much to subtract.</param>
    /// <param name="options">Options; see <see cref="CounterOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the counter may be changed nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no counter and <see cref="CounterOptions.Initial"/> is not given.</exception>
    /// <exception cref="DeltaInvalidException">The document is no counter.</exception>
    public ValueTask<CounterResult> DecrementAsync(
        string key, ulong delta = 1, CounterOptions options = default, CancellationToken cancellationToken = default) =>
        Count(Opcode.Decrement, "Decrement", key, delta, options, cancellationToken);

    private ValueTask<MutationResult> Store(
        Opcode opcode,
        string name,
        string key,
        in RawValue value,
        Cas cas,
        Expiry? expiry,
        bool preserveExpiry,
        Durability durability,
        TimeSpan? timeout,
        RetryStrategy? retryStrategy,
        CancellationToken cancellationToken)
    {
        var request = new StoreRequest(opcode, name, cas, ToWire(expiry), preserveExpiry, durability, Limits(timeout, retryStrategy, durability));
        return MutationOperation.Store(
            _address, RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]), request, value, cancellationToken).Start();
    }

    private ValueTask<MutationResult> Extend(
        Opcode opcode, string name, string key, ReadOnlySpan<byte> bytes, in ExtendOptions options, CancellationToken cancellationToken)
    {
        var request = new StoreRequest(
            opcode, name, options.Cas, 0, false, options.Durability, Limits(options.Timeout, options.RetryStrategy, options.Durability));
        return MutationOperation.Extend(
            _address, RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]), request, bytes, cancellationToken).Start();
    }

    private ValueTask<CounterResult> Count(
        Opcode opcode, string name, string key, ulong delta, in CounterOptions options, CancellationToken cancellationToken)
    {
        if (options.Expiry is not null && options.Initial is null)
            throw new InvalidArgumentException("The expiry of a counter is that of a new one, so it needs Initial as well.");

        var request = new StoreRequest(
            opcode,
            name,
            Cas.None,
            ToWire(options.Expiry),
            false,
            options.Durability,
            Limits(options.Timeout, options.RetryStrategy, options.Durability));
        return CounterOperation.Create(
            _address,
            RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]),
            request,
            delta,
            options.Initial,
            cancellationToken).Start();
    }

    private uint ToWire(Expiry? expiry) => expiry?.ToWire(Time) ?? 0;
}
