namespace Settee;

/// <summary>Why an operation was, or could be, tried again (SDK-RFC 49).</summary>
public enum RetryReason
{
    /// <summary>The bucket or its cluster map was not there yet.</summary>
    BucketNotReady,

    /// <summary>The node that owns the document is not connected at the moment.</summary>
    NodeNotAvailable,

    /// <summary>The connection broke after the operation was sent. Repeated only if it is idempotent.</summary>
    SocketClosedWhileInFlight,

    /// <summary>The node does not own the document's vbucket any more. Always retried.</summary>
    NotMyVBucket,

    /// <summary>The collection's id is out of date. Always retried, after asking for the id again.</summary>
    CollectionOutdated,

    /// <summary>The document is locked.</summary>
    Locked,

    /// <summary>The server is temporarily unable.</summary>
    TemporaryFailure,

    /// <summary>A durable write of the same document is pending.</summary>
    SyncWriteInProgress,

    /// <summary>A durable write of the same document is being re-committed.</summary>
    SyncWriteReCommitInProgress,

    /// <summary>The server's error map says that a status unknown to this client may be retried.</summary>
    ErrorMapIndicated,
}
