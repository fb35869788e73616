using Settee.Dispatch;
using Settee.Operations;
using Settee.Wire;

namespace Settee;

/// <summary>
/// The documents of one collection as they are: bytes, text and JSON without a type, and counters. Obtained from
/// <see cref="Bucket.Raw(string)"/>; thread-safe, cheap, and never disposed. Keys are 1 to 250 bytes of UTF-8 (246 outside the default
/// collection). Every operation throws <see cref="InvalidArgumentException"/> before anything is sent when its arguments cannot be right,
/// and <see cref="OperationTimeoutException"/> when there is no result in time; each task must be awaited exactly once.
/// </summary>
public sealed partial class RawCollection
{
    private readonly CollectionAddress _address;

    internal RawCollection(Bucket bucket, Keyspace keyspace)
    {
        Bucket = bucket;
        Keyspace = keyspace;
        _address = bucket.Dispatcher.Collections.AddressOf(keyspace);
    }

    /// <summary>Scope and collection.</summary>
    public Keyspace Keyspace { get; }

    /// <summary>The bucket.</summary>
    public Bucket Bucket { get; }

    private TimeProvider Time => Bucket.Dispatcher.Time;

    /// <summary>The collection of the same name in another scope, for example that of a tenant.</summary>
    /// <param name="scope">The scope.</param>
    /// <exception cref="InvalidArgumentException">It is no possible name of a scope.</exception>
    public RawCollection In(string scope) => new(Bucket, Keyspace.Parse($"{scope}.{Keyspace.Collection}"));

    /// <summary>Reads a document; with <see cref="GetOptions.WithExpiry"/> also when it expires.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="GetOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    public ValueTask<RawDocument> GetAsync(string key, GetOptions options = default, CancellationToken cancellationToken = default) =>
        Read(key, new ReadRequest(Opcode.Get, "Get", Limits(options.Timeout, options.RetryStrategy), WithExpiry: options.WithExpiry), cancellationToken);

    /// <summary>Reads a document, or returns null when there is none; a miss costs no exception.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="GetOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    public ValueTask<RawDocument?> FindAsync(string key, GetOptions options = default, CancellationToken cancellationToken = default) =>
        FindOperation<string, RawDocument, RawShape>.Create(
            _address,
            key,
            RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]),
            new ReadRequest(Opcode.Get, "Find", Limits(options.Timeout, options.RetryStrategy), WithExpiry: options.WithExpiry),
            cancellationToken).Start();

    /// <summary>Whether there is such a document.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="OperationOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    public ValueTask<bool> ExistsAsync(string key, OperationOptions options = default, CancellationToken cancellationToken = default) =>
        ExistsOperation.Create(
            _address,
            RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]),
            Limits(options.Timeout, options.RetryStrategy),
            cancellationToken).Start();

    /// <summary>Sets the expiry of a document.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiry">When the document expires from now on.</param>
    /// <param name="options">Options; see <see cref="OperationOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <returns>The document's version afterwards.</returns>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    public ValueTask<Cas> TouchAsync(string key, Expiry expiry, OperationOptions options = default, CancellationToken cancellationToken = default) =>
        TouchOperation.Create(
            _address,
            RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]),
            expiry.ToWire(Time),
            Limits(options.Timeout, options.RetryStrategy),
            cancellationToken).Start();

    /// <summary>Reads a document and sets its expiry in one step.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiry">When the document expires from now on.</param>
    /// <param name="options">Options; see <see cref="OperationOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    public ValueTask<RawDocument> GetAndTouchAsync(
        string key, Expiry expiry, OperationOptions options = default, CancellationToken cancellationToken = default) =>
        Read(key, new ReadRequest(Opcode.GetAndTouch, "GetAndTouch", Limits(options.Timeout, options.RetryStrategy), expiry.ToWire(Time)), cancellationToken);

    /// <summary>
    /// Reads a document and locks it: until the lock ends, it can be changed only with the returned <see cref="RawDocument.Cas"/>. A change
    /// with it, or <see cref="UnlockAsync"/>, ends the lock.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="lockTime">How long at most: 1 to 30 s, in whole seconds (rounded up).</param>
    /// <param name="options">Options; see <see cref="OperationOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be locked nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="DocumentLockedException">It is locked and the retry strategy gives up on that.</exception>
    public ValueTask<RawDocument> GetAndLockAsync(
        string key, TimeSpan lockTime, OperationOptions options = default, CancellationToken cancellationToken = default) =>
        Read(
            key,
            new ReadRequest(Opcode.GetLocked, "GetAndLock", Limits(options.Timeout, options.RetryStrategy), Arguments.LockSeconds(lockTime)),
            cancellationToken);

    /// <summary>Ends a lock without changing the document.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cas">The version that <see cref="GetAndLockAsync"/> returned.</param>
    /// <param name="options">Options; see <see cref="OperationOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="CasMismatchException">It is locked under another CAS.</exception>
    /// <exception cref="DocumentNotLockedException">It is not locked.</exception>
    public ValueTask UnlockAsync(string key, Cas cas, OperationOptions options = default, CancellationToken cancellationToken = default) =>
        UnlockOperation.Create(
            _address,
            RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]),
            Arguments.UnlockCas(cas),
            Limits(options.Timeout, options.RetryStrategy),
            cancellationToken).StartWithoutResult();

    private ValueTask<RawDocument> Read(string key, in ReadRequest request, CancellationToken cancellationToken) =>
        GetOperation<string, RawDocument, RawShape>.Create(
            _address, key, RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]), request, cancellationToken).Start();

    private RequestLimits Limits(TimeSpan? timeout, RetryStrategy? retryStrategy, Durability durability = default) =>
        RequestLimits.For(Bucket.Dispatcher, timeout, retryStrategy, durability);
}
