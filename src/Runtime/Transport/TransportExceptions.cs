namespace Settee.Transport;

/// <summary>The peer sent bytes that are no valid frame; the stream cannot be trusted any further.</summary>
internal sealed class ProtocolViolationException(string message) : CouchbaseException(message);

/// <summary>The connection ended while something waited for it.</summary>
internal sealed class ConnectionLostException(string remoteName, Exception cause)
    : CouchbaseException($"The connection to {remoteName} was lost: {cause.Message}", cause);
