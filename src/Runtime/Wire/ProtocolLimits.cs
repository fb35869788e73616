namespace Settee.Wire;

/// <summary>Sizes that the server enforces; the client refuses earlier, with a better message.</summary>
internal static class ProtocolLimits
{
    /// <summary>Longest key in the default collection, in UTF-8 bytes.</summary>
    public const int MaxKeyLength = 250;

    /// <summary>Longest key in any other collection, in UTF-8 bytes: the collection id needs room.</summary>
    public const int MaxKeyLengthInCollection = 246;

    public const int MaxValueLength = 20 * 1024 * 1024;

    /// <summary>Longest body that a peer may send before the connection is dropped.</summary>
    public const int MaxBodyLength = 30 * 1024 * 1024;

    public const int MaxSubdocPaths = 16;

    public const int MaxSubdocPathLength = 1024;

    /// <summary>The least time that a server is given to make a write durable.</summary>
    public static readonly TimeSpan MinDurabilityTimeout = TimeSpan.FromMilliseconds(1500);

    /// <summary>The most that a durability requirement can say: 0 and 65535 are reserved.</summary>
    public static readonly TimeSpan MaxDurabilityTimeout = TimeSpan.FromMilliseconds(65_534);
}
