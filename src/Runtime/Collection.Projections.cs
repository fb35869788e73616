using Settee.Operations;
using Settee.Wire;

namespace Settee;

/// <content>Projections: documents of which only a part is read.</content>
public sealed partial class Collection<T>
{
    /// <summary>
    /// Reads a part of a document. Members that no field names are absent, as if the stored JSON did not have them; so are fields under which
    /// nothing is stored. Of lists only the named elements are there.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="fields">
    /// What to read; the required members must be among them. Up to 16 (with the expiry 15) are asked of the server; of more, the whole document
    /// is read and the rest left out afterwards.
    /// </param>
    /// <param name="options">Options; see <see cref="GetOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="DecodingFailureException">What is read does not fit <typeparamref name="T"/>, or lacks a member that it requires.</exception>
    /// <exception cref="InvalidArgumentException">There are no fields, or one asks for something else than a value; nothing was sent.</exception>
    public ValueTask<Document<T>> ProjectAsync(
        DocumentKey<T> key, ReadOnlySpan<Field<T>> fields, GetOptions options = default, CancellationToken cancellationToken = default) =>
        Project(key, ProjectionOf(fields), options, cancellationToken);

    /// <summary>
    /// Reads the members that the type has, and leaves others of the stored document where they are. A type with a few members of another
    /// one, with the same collection and key, is therefore a projection of it.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Options; see <see cref="GetOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="DecodingFailureException">What is read does not fit <typeparamref name="T"/>.</exception>
    public ValueTask<Document<T>> GetMembersAsync(
        DocumentKey<T> key, GetOptions options = default, CancellationToken cancellationToken = default) =>
        // The codec passes over members that the type does not have, so nothing has to be left out of a whole document.
        Members.Projection is { } members && members.FitsBeside(options.WithExpiry ? 1 : 0)
            ? Project(key, members, options, cancellationToken)
            : GetAsync(key, options, cancellationToken);

    private ValueTask<Document<T>> Project(
        in DocumentKey<T> key, Projection projection, in GetOptions options, CancellationToken cancellationToken)
    {
        var limits = Limits(options.Timeout, options.RetryStrategy);
        return Read(
            key, new ReadRequest(Opcode.Get, "Project", limits, WithExpiry: options.WithExpiry, Projection: projection), cancellationToken);
    }

    private static Projection ProjectionOf(ReadOnlySpan<Field<T>> fields)
    {
        var paths = new string[fields.Length];
        for (var i = 0; i < paths.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(fields[i], nameof(fields));
            if (fields[i].Opcode != Opcode.SubdocGet)
                throw new InvalidArgumentException($"A projection holds values, so Exists() and Count() of '{fields[i]}' have no place in it.");

            paths[i] = fields[i].Path.ToText();
        }

        return new Projection(paths);
    }

    /// <summary>What follows from the type alone, and is found out with the first call that needs it.</summary>
    private static class Members
    {
        /// <summary>All members; null when not all of them have paths.</summary>
        public static readonly Projection? Projection =
            T.AllFields is { Count: > 0 } fields && fields.All(static field => field.Path.IsPossible) ? ProjectionOf([.. fields]) : null;
    }
}
