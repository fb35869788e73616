using Settee.Documents;
using Settee.Operations;

namespace Settee;

/// <content>Patches: changes inside a document, without reading it.</content>
public sealed partial class Collection<T>
{
    /// <summary>
    /// Changes parts of a document in place, all or none. Called through the generated overloads, which know the patch type; at most 16
    /// changes. The stored expiry is kept unless one is given.
    /// </summary>
    /// <typeparam name="TPatch">The generated patch type.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="patch">Says what to change; runs at once, before anything is sent. Make it static: it needs no state.</param>
    /// <param name="options">Options; see <see cref="PatchOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up; the document may be changed nevertheless.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document, and <see cref="PatchOptions.CreateIfMissing"/> is not set.</exception>
    /// <exception cref="PathException">One of the changes is not possible; the message names its path. Nothing was changed.</exception>
    /// <exception cref="CasMismatchException">Another version is stored than <see cref="PatchOptions.Cas"/>.</exception>
    public ValueTask<MutationResult> PatchAsync<TPatch>(
        DocumentKey<T> key, Action<TPatch> patch, PatchOptions options = default, CancellationToken cancellationToken = default)
        where TPatch : struct, IDocumentPatch<TPatch>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(patch);
        return PatchOperation.Create(
            _address,
            Checked(key).Utf8,
            patch,
            options,
            options.Expiry?.ToWire(Time),
            Limits(options.Timeout, options.RetryStrategy, options.Durability),
            cancellationToken).Start();
    }
}
