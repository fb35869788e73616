using Settee.Operations;
using Settee.Wire;

namespace Settee;

/// <content>Copies of documents on other nodes, for when the active one cannot be reached or is far away.</content>
public sealed partial class RawCollection
{
    /// <summary>Reads the active document and its replicas at the same time and returns whichever answers first.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="ReadCopiesOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentUnretrievableException">No copy could be read.</exception>
    public ValueTask<DocumentCopy<RawDocument>> GetAnyReplicaAsync(
        string key, ReadCopiesOptions options = default, CancellationToken cancellationToken = default) =>
        Copies("GetAnyReplica", key, options.Timeout, options.RetryStrategy).AnyAsync(options.ReadPreference, cancellationToken);

    /// <summary>Reads the active document and all its replicas and returns them as they arrive. Copies that cannot be read are left out.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="ReadCopiesOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentUnretrievableException">No node that may be asked has a copy.</exception>
    public IAsyncEnumerable<DocumentCopy<RawDocument>> GetAllReplicasAsync(
        string key, ReadCopiesOptions options = default, CancellationToken cancellationToken = default) =>
        Copies("GetAllReplicas", key, options.Timeout, options.RetryStrategy).AllAsync(options.ReadPreference, cancellationToken);

    /// <summary>Reads one replica of a document.</summary>
    /// <param name="key">The key.</param>
    /// <param name="index">Which replica.</param>
    /// <param name="options">Options; see <see cref="GetReplicaOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundOnReplicaException">The replica does not have the document.</exception>
    /// <exception cref="ReplicaIndexOutOfBoundsException">The bucket has no such replica; nothing was sent.</exception>
    /// <exception cref="ReplicaIndexCurrentlyUnavailableException">No node holds that replica at the moment; nothing was sent.</exception>
    public ValueTask<RawDocument> GetReplicaAsync(
        string key, ReplicaIndex index, GetReplicaOptions options = default, CancellationToken cancellationToken = default) =>
        Copies("GetReplica", key, options.Timeout, options.RetryStrategy).OneAsync(index, options.Wrap, cancellationToken);

    /// <summary>Asks for parts of the active document and its replicas at the same time and returns whichever answers first.</summary>
    /// <param name="key">The key.</param>
    /// <param name="specs">The questions; at most 16.</param>
    /// <param name="options">Options; see <see cref="ReadCopiesOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentUnretrievableException">No copy could be read.</exception>
    public ValueTask<DocumentCopy<LookupInResult>> LookupInAnyReplicaAsync(
        string key, LookupSpec[] specs, ReadCopiesOptions options = default, CancellationToken cancellationToken = default) =>
        LookupCopies("LookupInAnyReplica", key, specs, options.Timeout, options.RetryStrategy).AnyAsync(options.ReadPreference, cancellationToken);

    /// <summary>Asks for parts of the active document and all its replicas. Copies that cannot be read are left out.</summary>
    /// <param name="key">The key.</param>
    /// <param name="specs">The questions; at most 16.</param>
    /// <param name="options">Options; see <see cref="ReadCopiesOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentUnretrievableException">No node that may be asked has a copy.</exception>
    public IAsyncEnumerable<DocumentCopy<LookupInResult>> LookupInAllReplicasAsync(
        string key, LookupSpec[] specs, ReadCopiesOptions options = default, CancellationToken cancellationToken = default) =>
        LookupCopies("LookupInAllReplicas", key, specs, options.Timeout, options.RetryStrategy).AllAsync(options.ReadPreference, cancellationToken);

    private CopyReads<RawDocument> Copies(string name, string key, TimeSpan? timeout, RetryStrategy? retryStrategy) => new(
        _address,
        RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]).ToArray(),
        name,
        Limits(timeout, retryStrategy),
        (copy, limits, token) => Read(key, new ReadRequest(copy == 0 ? Opcode.Get : Opcode.GetReplica, name, limits, Copy: copy), token));

    private CopyReads<LookupInResult> LookupCopies(string name, string key, LookupSpec[] specs, TimeSpan? timeout, RetryStrategy? retryStrategy)
    {
        ArgumentNullException.ThrowIfNull(specs);
        _ = SpecOrder.Of(specs);
        var utf8 = RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]).ToArray();
        return new CopyReads<LookupInResult>(
            _address,
            utf8,
            name,
            Limits(timeout, retryStrategy),
            (copy, limits, token) => LookupInOperation.Create(
                _address, utf8, specs, copy == 0 ? SubdocDocumentFlags.None : SubdocDocumentFlags.ReplicaRead, limits, token, copy).Start());
    }
}
