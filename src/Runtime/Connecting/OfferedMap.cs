using Settee.Transport;
using Settee.Wire;

namespace Settee.Connecting;

/// <summary>What a node answered when it was asked for its cluster map.</summary>
/// <param name="Json">The map; null when there is none, or none yet.</param>
/// <param name="IsOverHttpOnly">Whether the node does not give maps over the key-value protocol at all.</param>
/// <param name="MayBeOverHttp">Whether that cannot be told from the answer: the map may come the same way a moment later.</param>
internal readonly record struct OfferedMap(byte[]? Json, bool IsOverHttpOnly = false, bool MayBeOverHttp = false)
{
    /// <exception cref="CouchbaseException">The answer is none that a connection could go on after.</exception>
    public static OfferedMap From(ControlResponse response, string? bucket)
    {
        switch (response.Status)
        {
            case Status.Success:
                return new OfferedMap(response.Value.Length == 0 ? null : response.Value);

            // Without a bucket: a server before 6.5, or a user who may not see the cluster's map. The bucket's own map will do.
            case Status.NoBucket or Status.NoAccess or Status.KeyNotFound or Status.UnknownCommand or Status.NotSupported when bucket is null:
                return default;

            // With one: a server that tells its maps only over HTTP, or tells them this user only there (SDK-RFC 48).
            case Status.UnknownCommand or Status.NotSupported or Status.NoAccess:
                return new OfferedMap(null, IsOverHttpOnly: true);

            // The same (SDK-RFC 48), or a bucket that is still being created, whose map will come.
            case Status.KeyNotFound or Status.NoBucket:
                return new OfferedMap(null, MayBeOverHttp: true);

            case Status.TemporaryFailure or Status.NotInitialized:
                return default;

            default:
                throw new CouchbaseException($"The server did not give its cluster map: {ServerText.Describe(response)}.");
        }
    }
}
