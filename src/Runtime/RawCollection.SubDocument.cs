using Settee.Operations;
using Settee.Wire;

namespace Settee;

/// <content>Parts of documents and extended attributes.</content>
public sealed partial class RawCollection
{
    /// <summary>Asks for parts of a document: up to 16 paths in one request.</summary>
    /// <param name="key">The key.</param>
    /// <param name="specs">The questions, for example <c>[LookupSpec.Get("name"), LookupSpec.Count("tags")]</c>.</param>
    /// <param name="options">Options; see <see cref="LookupInOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <returns>The answers in the order of the questions; a path that failed throws when its answer is taken.</returns>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="InvalidArgumentException">There is no question, or more than 16; nothing was sent.</exception>
    public ValueTask<LookupInResult> LookupInAsync(
        string key, ReadOnlySpan<LookupSpec> specs, LookupInOptions options = default, CancellationToken cancellationToken = default) =>
        LookupInOperation.Create(
            _address,
            RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]),
            specs,
            options.AccessDeleted ? SubdocDocumentFlags.AccessDeleted : SubdocDocumentFlags.None,
            Limits(options.Timeout, options.RetryStrategy),
            cancellationToken).Start();

    /// <summary>Changes parts of a document in place, all or none: up to 16 paths. The stored expiry is kept unless one is given.</summary>
    /// <param name="key">The key.</param>
    /// <param name="specs">The changes, for example <c>[MutateSpec.Upsert("name", JsonFragment.Text("KA")), MutateSpec.Increment("n", 1)]</c>.</param>
    /// <param name="options">Options; see <see cref="MutateInOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be changed nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document, and the store semantics do not make one.</exception>
    /// <exception cref="DocumentExistsException">There is one, and the store semantics are <see cref="StoreSemantics.Insert"/>.</exception>
    /// <exception cref="PathException">One of the changes is not possible; the message names its path. Nothing was changed.</exception>
    /// <exception cref="CasMismatchException">Another version is stored than <see cref="MutateInOptions.Cas"/>.</exception>
    /// <exception cref="InvalidArgumentException">There is no change, more than 16, or options that exclude each other; nothing was sent.</exception>
    public ValueTask<MutateInResult> MutateInAsync(
        string key, ReadOnlySpan<MutateSpec> specs, MutateInOptions options = default, CancellationToken cancellationToken = default) =>
        MutateInOperation.Create(
            _address,
            RawKey.Encode(key, Keyspace, stackalloc byte[RawKey.MaxLength]),
            specs,
            options,
            options.Expiry?.ToWire(Time),
            Limits(options.Timeout, options.RetryStrategy, options.Durability),
            cancellationToken).Start();
}
