using Settee.Operations;
using Settee.Wire;

namespace Settee;

/// <content>Copies of documents on other nodes, for when the active one cannot be reached or is far away.</content>
public sealed partial class Collection<T>
{
    /// <summary>Reads the active document and its replicas at the same time and returns whichever answers first.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="ReadCopiesOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentUnretrievableException">No copy could be read.</exception>
    public ValueTask<DocumentCopy<Document<T>>> GetAnyReplicaAsync(
        DocumentKey<T> key, ReadCopiesOptions options = default, CancellationToken cancellationToken = default) =>
        Copies("GetAnyReplica", key, options.Timeout, options.RetryStrategy).AnyAsync(options.ReadPreference, cancellationToken);

    /// <summary>Reads the active document and all its replicas and returns them as they arrive. Copies that cannot be read are left out.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="ReadCopiesOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentUnretrievableException">No node that may be asked has a copy.</exception>
    public IAsyncEnumerable<DocumentCopy<Document<T>>> GetAllReplicasAsync(
        DocumentKey<T> key, ReadCopiesOptions options = default, CancellationToken cancellationToken = default) =>
        Copies("GetAllReplicas", key, options.Timeout, options.RetryStrategy).AllAsync(options.ReadPreference, cancellationToken);

    /// <summary>Reads one replica of a document.</summary>
    /// <param name="key">The key.</param>
    /// <param name="index">Which replica.</param>
    /// <param name="options">Options; see <see cref="GetReplicaOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundOnReplicaException">The replica does not have the document.</exception>
    /// <exception cref="ReplicaIndexOutOfBoundsException">The bucket has no such replica; nothing was sent.</exception>
    /// <exception cref="ReplicaIndexCurrentlyUnavailableException">No node holds that replica at the moment; nothing was sent.</exception>
    public ValueTask<Document<T>> GetReplicaAsync(
        DocumentKey<T> key, ReplicaIndex index, GetReplicaOptions options = default, CancellationToken cancellationToken = default) =>
        Copies("GetReplica", key, options.Timeout, options.RetryStrategy).OneAsync(index, options.Wrap, cancellationToken);

    private CopyReads<Document<T>> Copies(string name, DocumentKey<T> key, TimeSpan? timeout, RetryStrategy? retryStrategy) => new(
        _address,
        Checked(key).Utf8.ToArray(),
        name,
        Limits(timeout, retryStrategy),
        (copy, limits, token) => Read(key, new ReadRequest(copy == 0 ? Opcode.Get : Opcode.GetReplica, name, limits, Copy: copy), token));
}
