using Settee.Operations;
using Settee.Wire;

namespace Settee;

/// <content>Projections: documents of which only a part is read.</content>
public sealed partial class RawCollection
{
    /// <summary>
    /// Reads a part of a JSON document: an object with what the paths lead to, in the places where it was. Paths under which nothing is stored
    /// are left out, and of arrays only the named elements are there.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="paths">
    /// For example <c>["name", "address.city", "tags[0]"]</c>. Up to 16 (with the expiry 15) are asked of the server; of more, the whole document
    /// is read and the rest left out afterwards.
    /// </param>
    /// <param name="options">Options; see <see cref="GetOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="DocumentNotJsonException">The document is no JSON.</exception>
    /// <exception cref="InvalidArgumentException">There are no paths, or one is malformed; nothing was sent.</exception>
    public ValueTask<RawDocument> ProjectAsync(
        string key, ReadOnlySpan<string> paths, GetOptions options = default, CancellationToken cancellationToken = default)
    {
        var limits = Limits(options.Timeout, options.RetryStrategy);
        return Read(
            key,
            new ReadRequest(Opcode.Get, "Project", limits, WithExpiry: options.WithExpiry, Projection: new Projection(paths)),
            cancellationToken);
    }
}
