namespace Settee.Wire;

/// <summary>Status of a response, named as in the protocol; <see cref="StatusNames"/> prints them for people.</summary>
public enum Status : ushort
{
    /// <summary>Done.</summary>
    Success = 0x00,

    /// <summary>The document, bucket or scan does not exist.</summary>
    KeyNotFound = 0x01,

    /// <summary>The document exists, or its CAS is another one.</summary>
    KeyExists = 0x02,

    /// <summary>The value is too large.</summary>
    TooBig = 0x03,

    /// <summary>The request is malformed.</summary>
    InvalidArguments = 0x04,

    /// <summary>Nothing to append or prepend to.</summary>
    NotStored = 0x05,

    /// <summary>The document is no counter.</summary>
    DeltaBadValue = 0x06,

    /// <summary>The node does not own the vbucket; the value may be a cluster configuration.</summary>
    NotMyVBucket = 0x07,

    /// <summary>No bucket is selected.</summary>
    NoBucket = 0x08,

    /// <summary>The document is locked.</summary>
    Locked = 0x09,

    /// <summary>Replication protocol: no such stream.</summary>
    DcpStreamNotFound = 0x0a,

    /// <summary>Replication protocol: another opaque.</summary>
    OpaqueNoMatch = 0x0b,

    /// <summary>The tenant would be throttled.</summary>
    WouldThrottle = 0x0c,

    /// <summary>The node knows the bucket but holds no data of it.</summary>
    ConfigOnly = 0x0d,

    /// <summary>The document is not locked.</summary>
    NotLocked = 0x0e,

    /// <summary>The given CAS is illegal.</summary>
    CasValueInvalid = 0x0f,

    /// <summary>The credentials of the connection are no longer valid.</summary>
    AuthStale = 0x1f,

    /// <summary>Authentication failed.</summary>
    AuthError = 0x20,

    /// <summary>Authentication needs another step.</summary>
    AuthContinue = 0x21,

    /// <summary>An argument is outside its range.</summary>
    OutOfRange = 0x22,

    /// <summary>Replication protocol: roll back.</summary>
    Rollback = 0x23,

    /// <summary>A privilege is missing.</summary>
    NoAccess = 0x24,

    /// <summary>The node is still starting.</summary>
    NotInitialized = 0x25,

    /// <summary>The key of the encryption at rest is not available.</summary>
    EncryptionKeyNotAvailable = 0x26,

    /// <summary>A checksum differs.</summary>
    ChecksumMismatch = 0x27,

    /// <summary>The expiry does not fit.</summary>
    ExpiryOverflow = 0x28,

    /// <summary>The time of the lock does not fit.</summary>
    LockExpiryOverflow = 0x29,

    /// <summary>The tenant sends too much.</summary>
    RateLimitedNetworkIngress = 0x30,

    /// <summary>The tenant reads too much.</summary>
    RateLimitedNetworkEgress = 0x31,

    /// <summary>The tenant has too many connections.</summary>
    RateLimitedMaxConnections = 0x32,

    /// <summary>The tenant sends too many commands.</summary>
    RateLimitedMaxCommands = 0x33,

    /// <summary>The scope is full.</summary>
    ScopeSizeLimitExceeded = 0x34,

    /// <summary>The bucket is full.</summary>
    BucketSizeLimitExceeded = 0x35,

    /// <summary>Too little of the bucket is in memory.</summary>
    BucketResidentRatioTooLow = 0x36,

    /// <summary>The bucket holds too much data.</summary>
    BucketDataSizeTooBig = 0x37,

    /// <summary>Too little space on disk.</summary>
    BucketDiskSpaceTooLow = 0x38,

    /// <summary>The bucket is paused.</summary>
    BucketPaused = 0x50,

    /// <summary>The server cancelled the operation.</summary>
    Cancelled = 0x51,

    /// <summary>A framing extra is not known.</summary>
    UnknownFrameInfo = 0x80,

    /// <summary>The command is not known.</summary>
    UnknownCommand = 0x81,

    /// <summary>Out of memory.</summary>
    OutOfMemory = 0x82,

    /// <summary>The command is known but not possible here.</summary>
    NotSupported = 0x83,

    /// <summary>The server failed.</summary>
    InternalError = 0x84,

    /// <summary>The server is busy.</summary>
    Busy = 0x85,

    /// <summary>Not possible at the moment.</summary>
    TemporaryFailure = 0x86,

    /// <summary>An extended attribute is malformed.</summary>
    XattrInvalid = 0x87,

    /// <summary>The collection is not known.</summary>
    UnknownCollection = 0x88,

    /// <summary>There are no collections yet.</summary>
    NoCollectionsManifest = 0x89,

    /// <summary>A manifest of collections cannot be applied.</summary>
    CannotApplyCollectionsManifest = 0x8a,

    /// <summary>The manifest of collections is newer than the node's.</summary>
    CollectionsManifestIsAhead = 0x8b,

    /// <summary>The scope is not known.</summary>
    UnknownScope = 0x8c,

    /// <summary>Replication protocol: bad stream id.</summary>
    DcpStreamIdInvalid = 0x8d,

    /// <summary>The durability level is not possible for the bucket.</summary>
    DurabilityInvalidLevel = 0xa0,

    /// <summary>Too few replicas for the durability level.</summary>
    DurabilityImpossible = 0xa1,

    /// <summary>A durable write of the document is under way.</summary>
    SyncWriteInProgress = 0xa2,

    /// <summary>A durable write did not finish in time; its outcome is unknown.</summary>
    SyncWriteAmbiguous = 0xa3,

    /// <summary>A durable write is being committed again.</summary>
    SyncWriteReCommitInProgress = 0xa4,

    /// <summary>The scan was cancelled.</summary>
    RangeScanCancelled = 0xa5,

    /// <summary>The scan has more.</summary>
    RangeScanMore = 0xa6,

    /// <summary>The scan is complete.</summary>
    RangeScanComplete = 0xa7,

    /// <summary>The vbucket has another history.</summary>
    VBucketUuidNotEqual = 0xa8,

    /// <summary>The path does not exist.</summary>
    SubdocPathNotFound = 0xc0,

    /// <summary>The path goes through a value of another kind.</summary>
    SubdocPathMismatch = 0xc1,

    /// <summary>The path is malformed.</summary>
    SubdocPathInvalid = 0xc2,

    /// <summary>The path is too long.</summary>
    SubdocPathTooBig = 0xc3,

    /// <summary>The document is nested too deeply.</summary>
    SubdocDocumentTooDeep = 0xc4,

    /// <summary>The value cannot be inserted there.</summary>
    SubdocValueCannotInsert = 0xc5,

    /// <summary>The document is not JSON.</summary>
    SubdocDocumentNotJson = 0xc6,

    /// <summary>The number does not fit 64 bits.</summary>
    SubdocNumberOutOfRange = 0xc7,

    /// <summary>The delta is zero or no integer.</summary>
    SubdocDeltaInvalid = 0xc8,

    /// <summary>The path exists.</summary>
    SubdocPathExists = 0xc9,

    /// <summary>The value is nested too deeply.</summary>
    SubdocValueTooDeep = 0xca,

    /// <summary>The commands do not go together.</summary>
    SubdocInvalidCombination = 0xcb,

    /// <summary>Some paths failed; the value tells which.</summary>
    SubdocMultiPathFailure = 0xcc,

    /// <summary>Done, on a deleted document.</summary>
    SubdocSuccessDeleted = 0xcd,

    /// <summary>The path flags do not go together.</summary>
    SubdocXattrInvalidFlagCombination = 0xce,

    /// <summary>More than one extended attribute.</summary>
    SubdocXattrInvalidKeyCombination = 0xcf,

    /// <summary>The macro is not known.</summary>
    SubdocXattrUnknownMacro = 0xd0,

    /// <summary>The virtual attribute is not known.</summary>
    SubdocXattrUnknownVirtualAttribute = 0xd1,

    /// <summary>Virtual attributes cannot be written.</summary>
    SubdocXattrCannotModifyVirtualAttribute = 0xd2,

    /// <summary>Some paths of a deleted document failed.</summary>
    SubdocMultiPathFailureDeleted = 0xd3,

    /// <summary>Extended attributes have to come first.</summary>
    SubdocInvalidXattrOrder = 0xd4,

    /// <summary>The macro names no known virtual attribute.</summary>
    SubdocXattrUnknownVirtualAttributeMacro = 0xd5,

    /// <summary>The document is not deleted.</summary>
    SubdocCanOnlyReviveDeletedDocuments = 0xd6,

    /// <summary>A deleted document has no body.</summary>
    SubdocDeletedDocumentCannotHaveValue = 0xd7,

    /// <summary>The extended attribute is not binary.</summary>
    SubdocFieldNotBinaryValue = 0xd8,
}

internal static class StatusNames
{
    /// <summary>The name and the number, as in "NotMyVBucket (0x07)"; unknown statuses print the number only.</summary>
    public static string Describe(this Status status) =>
        Enum.IsDefined(status) ? $"{status} (0x{(ushort)status:x2})" : $"0x{(ushort)status:x2}";
}
