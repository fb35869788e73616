using Settee.Dispatch;
using Settee.Documents;
using Settee.Operations;
using Settee.Wire;

namespace Settee;

/// <summary>
/// The documents of one type in one collection. Obtained from a generated accessor such as <c>bucket.Airlines</c>; thread-safe, cheap, and
/// never disposed. Every operation throws <see cref="InvalidArgumentException"/> before anything is sent when its arguments cannot be
/// right, and <see cref="OperationTimeoutException"/> when there is no result in time; each task must be awaited exactly once.
/// </summary>
/// <typeparam name="T">The document type, marked with <see cref="DocumentAttribute"/>.</typeparam>
public sealed partial class Collection<T>
    where T : IDocument<T>
{
    private readonly Bucket _bucket;
    private readonly CollectionAddress _address;

    internal Collection(Bucket bucket, Keyspace keyspace)
    {
        _bucket = bucket;
        Keyspace = keyspace;
        _address = bucket.Dispatcher.Collections.AddressOf(keyspace);
    }

    /// <summary>Scope and collection.</summary>
    public Keyspace Keyspace { get; }

    /// <summary>The bucket.</summary>
    public Bucket Bucket => _bucket;

    private RedactionLevel Redaction => _bucket.Dispatcher.Redaction;

    private TimeProvider Time => _bucket.Dispatcher.Time;

    /// <summary>The same document type in another scope, for example that of a tenant.</summary>
    /// <param name="scope">The scope; the collection keeps its name.</param>
    public Collection<T> In(string scope) => new(_bucket, Keyspace with { Scope = scope });

    /// <summary>Reads a document; with <see cref="GetOptions.WithExpiry"/> also when it expires.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="GetOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; an answer on its way is dropped.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="DecodingFailureException">The stored document is no JSON or does not fit <typeparamref name="T"/>.</exception>
    public ValueTask<Document<T>> GetAsync(DocumentKey<T> key, GetOptions options = default, CancellationToken cancellationToken = default) =>
        Read(key, new ReadRequest(Opcode.Get, "Get", Limits(options.Timeout, options.RetryStrategy), WithExpiry: options.WithExpiry), cancellationToken);

    /// <summary>Reads a document, or returns null when there is none; a miss costs no exception.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="GetOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DecodingFailureException">The stored document is no JSON or does not fit <typeparamref name="T"/>.</exception>
    public ValueTask<Document<T>?> FindAsync(DocumentKey<T> key, GetOptions options = default, CancellationToken cancellationToken = default) =>
        FindOperation<DocumentKey<T>, Document<T>, TypedShape<T>>.Create(
            _address,
            Checked(key),
            key.Utf8,
            new ReadRequest(Opcode.Get, "Find", Limits(options.Timeout, options.RetryStrategy), WithExpiry: options.WithExpiry),
            cancellationToken).Start();

    /// <summary>Whether there is such a document.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="OperationOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    public ValueTask<bool> ExistsAsync(DocumentKey<T> key, OperationOptions options = default, CancellationToken cancellationToken = default) =>
        ExistsOperation.Create(_address, Checked(key).Utf8, Limits(options.Timeout, options.RetryStrategy), cancellationToken).Start();

    /// <summary>Stores a document that must not be there yet.</summary>
    /// <param name="document">The document; its members give the key.</param>
    /// <param name="options">Options; see <see cref="InsertOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be stored nevertheless.</param>
    /// <exception cref="DocumentExistsException">There is a document under the key.</exception>
    /// <exception cref="ValueTooLargeException">Its JSON is larger than 20 MiB.</exception>
    public ValueTask<MutationResult> InsertAsync(T document, InsertOptions options = default, CancellationToken cancellationToken = default) =>
        Store(Opcode.Add, "Insert", document, default, options.Expiry, false, options.Durability, options.Timeout, options.RetryStrategy, cancellationToken);

    /// <summary>Stores a document, whether or not there is one under its key.</summary>
    /// <param name="document">The document; its members give the key.</param>
    /// <param name="options">Options; see <see cref="UpsertOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be stored nevertheless.</param>
    /// <exception cref="ValueTooLargeException">Its JSON is larger than 20 MiB.</exception>
    public ValueTask<MutationResult> UpsertAsync(T document, UpsertOptions options = default, CancellationToken cancellationToken = default)
    {
        Arguments.CheckExpiry(options.Expiry, options.PreserveExpiry);
        return Store(
            Opcode.Set, "Upsert", document, default, options.Expiry, options.PreserveExpiry, options.Durability, options.Timeout, options.RetryStrategy, cancellationToken);
    }

    /// <summary>
    /// Overwrites a document that must be there. If the type has a <see cref="Cas"/> member marked with <see cref="MetaAttribute"/>, only
    /// the version that was read is replaced. The stored expiry is kept unless one is given.
    /// </summary>
    /// <param name="document">The document; its members give the key.</param>
    /// <param name="options">Options; see <see cref="ReplaceOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be replaced nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="CasMismatchException">Another version is stored.</exception>
    public ValueTask<MutationResult> ReplaceAsync(T document, ReplaceOptions options = default, CancellationToken cancellationToken = default)
    {
        Arguments.CheckVersion(options.Cas, options.IgnoreVersion);
        if (document is null)
            throw new ArgumentNullException(nameof(document));

        var cas = options.IgnoreVersion ? Cas.None : !options.Cas.IsNone ? options.Cas : T.MetadataOf(document).Cas;
        return Store(
            Opcode.Replace, "Replace", document, cas, options.Expiry, options.Expiry is null, options.Durability, options.Timeout, options.RetryStrategy, cancellationToken);
    }

    /// <summary>Removes a document.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="RemoveOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be removed nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="CasMismatchException">Another version is stored than <see cref="RemoveOptions.Cas"/>.</exception>
    public ValueTask<MutationResult> RemoveAsync(DocumentKey<T> key, RemoveOptions options = default, CancellationToken cancellationToken = default) =>
        MutationOperation.Remove(
            _address, Checked(key).Utf8, options.Cas, options.Durability, Limits(options.Timeout, options.RetryStrategy, options.Durability), cancellationToken).Start();

    /// <summary>Sets the expiry of a document.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiry">When the document expires from now on.</param>
    /// <param name="options">Options; see <see cref="OperationOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <returns>The document's version afterwards.</returns>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    public ValueTask<Cas> TouchAsync(DocumentKey<T> key, Expiry expiry, OperationOptions options = default, CancellationToken cancellationToken = default) =>
        TouchOperation.Create(_address, Checked(key).Utf8, expiry.ToWire(Time), Limits(options.Timeout, options.RetryStrategy), cancellationToken).Start();

    /// <summary>Reads a document and sets its expiry in one step.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiry">When the document expires from now on.</param>
    /// <param name="options">Options; see <see cref="OperationOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    public ValueTask<Document<T>> GetAndTouchAsync(
        DocumentKey<T> key, Expiry expiry, OperationOptions options = default, CancellationToken cancellationToken = default) =>
        Read(key, new ReadRequest(Opcode.GetAndTouch, "GetAndTouch", Limits(options.Timeout, options.RetryStrategy), expiry.ToWire(Time)), cancellationToken);

    /// <summary>
    /// Reads a document and locks it: until the lock ends, it can be changed only with the returned <see cref="Document{T}.Cas"/>. A
    /// change with it, or <see cref="UnlockAsync"/>, ends the lock.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="lockTime">How long at most: 1 to 30 s, in whole seconds (rounded up).</param>
    /// <param name="options">Options; see <see cref="OperationOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be locked nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="DocumentLockedException">It is locked and the retry strategy gives up on that.</exception>
    public ValueTask<Document<T>> GetAndLockAsync(
        DocumentKey<T> key, TimeSpan lockTime, OperationOptions options = default, CancellationToken cancellationToken = default) =>
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
    public ValueTask UnlockAsync(DocumentKey<T> key, Cas cas, OperationOptions options = default, CancellationToken cancellationToken = default) =>
        UnlockOperation.Create(
            _address, Checked(key).Utf8, Arguments.UnlockCas(cas), Limits(options.Timeout, options.RetryStrategy), cancellationToken).StartWithoutResult();

    private ValueTask<Document<T>> Read(in DocumentKey<T> key, in ReadRequest request, CancellationToken cancellationToken) =>
        GetOperation<DocumentKey<T>, Document<T>, TypedShape<T>>.Create(_address, Checked(key), key.Utf8, request, cancellationToken).Start();

    private ValueTask<MutationResult> Store(
        Opcode opcode,
        string name,
        T document,
        Cas cas,
        Expiry? expiry,
        bool preserveExpiry,
        Durability durability,
        TimeSpan? timeout,
        RetryStrategy? retryStrategy,
        CancellationToken cancellationToken)
    {
        if (document is null)
            throw new ArgumentNullException(nameof(document));

        var request = new StoreRequest(
            opcode, name, cas, preserveExpiry ? 0 : ExpiryFor(document, expiry), preserveExpiry, durability, Limits(timeout, retryStrategy, durability));
        return MutationOperation.Store(_address, Checked(T.KeyOf(document)).Utf8, request, document, cancellationToken).Start();
    }

    // Call option, then the document's own member, then the type's default.
    private uint ExpiryFor(T document, Expiry? expiry) =>
        expiry is { } given ? given.ToWire(Time)
        : T.MetadataOf(document).Expiry is { } moment ? Expiry.At(moment).ToWire(Time)
        : T.Schema.Expiry is { } lifetime ? Expiry.After(lifetime).ToWire(Time)
        : 0;

    private RequestLimits Limits(TimeSpan? timeout, RetryStrategy? retryStrategy, Durability durability = default) =>
        RequestLimits.For(_bucket.Dispatcher, timeout, retryStrategy, durability);

    private DocumentKey<T> Checked(DocumentKey<T> key)
    {
        if (key.IsEmpty)
            throw new InvalidArgumentException($"The key of a {typeof(T).Name} is empty.");

        // A key is checked where it is made, for the keyspace of its type; this may be another scope.
        return key.Length <= ProtocolLimits.MaxKeyLengthInCollection || Keyspace.IsDefaultCollection
            ? key
            : throw new InvalidArgumentException(
                $"The key of a {typeof(T).Name} has {key.Length} bytes; '{Keyspace}' takes {ProtocolLimits.MaxKeyLengthInCollection} bytes of UTF-8.");
    }
}
