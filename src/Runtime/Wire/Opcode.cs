namespace Settee.Wire;

/// <summary>Commands of the memcached binary protocol as Couchbase speaks it.</summary>
public enum Opcode : byte
{
    /// <summary>Reads a document.</summary>
    Get = 0x00,

    /// <summary>Stores a document, new or not.</summary>
    Set = 0x01,

    /// <summary>Stores a document that must not exist.</summary>
    Add = 0x02,

    /// <summary>Stores a document that must exist.</summary>
    Replace = 0x03,

    /// <summary>Removes a document.</summary>
    Delete = 0x04,

    /// <summary>Adds to a counter document.</summary>
    Increment = 0x05,

    /// <summary>Subtracts from a counter document.</summary>
    Decrement = 0x06,

    /// <summary>Closes the connection after an answer.</summary>
    Quit = 0x07,

    /// <summary>Historic: empties a bucket.</summary>
    Flush = 0x08,

    /// <summary><see cref="Get"/> that answers hits only.</summary>
    GetQuiet = 0x09,

    /// <summary>The ping of the key-value protocol.</summary>
    Noop = 0x0a,

    /// <summary>Asks for the server's version.</summary>
    Version = 0x0b,

    /// <summary><see cref="Get"/> that echoes the key.</summary>
    GetWithKey = 0x0c,

    /// <summary><see cref="GetWithKey"/> that answers hits only.</summary>
    GetWithKeyQuiet = 0x0d,

    /// <summary>Adds bytes behind a document.</summary>
    Append = 0x0e,

    /// <summary>Adds bytes in front of a document.</summary>
    Prepend = 0x0f,

    /// <summary>Asks for statistics; many answers.</summary>
    Stat = 0x10,

    /// <summary><see cref="Set"/> that answers failures only.</summary>
    SetQuiet = 0x11,

    /// <summary><see cref="Add"/> that answers failures only.</summary>
    AddQuiet = 0x12,

    /// <summary><see cref="Replace"/> that answers failures only.</summary>
    ReplaceQuiet = 0x13,

    /// <summary><see cref="Delete"/> that answers failures only.</summary>
    DeleteQuiet = 0x14,

    /// <summary><see cref="Increment"/> that answers failures only.</summary>
    IncrementQuiet = 0x15,

    /// <summary><see cref="Decrement"/> that answers failures only.</summary>
    DecrementQuiet = 0x16,

    /// <summary><see cref="Quit"/> without an answer.</summary>
    QuitQuiet = 0x17,

    /// <summary>Historic: <see cref="Flush"/> without an answer.</summary>
    FlushQuiet = 0x18,

    /// <summary><see cref="Append"/>, quiet by name only.</summary>
    AppendQuiet = 0x19,

    /// <summary><see cref="Prepend"/>, quiet by name only.</summary>
    PrependQuiet = 0x1a,

    /// <summary>Administrative: the verbosity of the log.</summary>
    Verbosity = 0x1b,

    /// <summary>Changes the expiry of a document.</summary>
    Touch = 0x1c,

    /// <summary>Reads a document and changes its expiry.</summary>
    GetAndTouch = 0x1d,

    /// <summary><see cref="GetAndTouch"/> that answers hits only.</summary>
    GetAndTouchQuiet = 0x1e,

    /// <summary>Negotiates the features of a connection.</summary>
    Hello = 0x1f,

    /// <summary>Lists the mechanisms of authentication.</summary>
    SaslListMechanisms = 0x20,

    /// <summary>Begins an authentication.</summary>
    SaslAuth = 0x21,

    /// <summary>Continues an authentication.</summary>
    SaslStep = 0x22,

    /// <summary>The sequence numbers of all vbuckets of a node.</summary>
    GetAllVBucketSeqnos = 0x48,

    /// <summary>Reads a document together with its extended attributes.</summary>
    GetEx = 0x49,

    /// <summary><see cref="GetEx"/> of a replica.</summary>
    GetExReplica = 0x4a,

    /// <summary>Reads a document from a replica.</summary>
    GetReplica = 0x83,

    /// <summary>Lists the buckets the user may see.</summary>
    ListBuckets = 0x87,

    /// <summary>Binds the connection to a bucket.</summary>
    SelectBucket = 0x89,

    /// <summary>The persisted and current sequence number of a vbucket.</summary>
    ObserveSeqno = 0x91,

    /// <summary>The persistence state of keys.</summary>
    Observe = 0x92,

    /// <summary>Administrative: drops a value from memory.</summary>
    EvictKey = 0x93,

    /// <summary>Reads a document and locks it.</summary>
    GetLocked = 0x94,

    /// <summary>Ends the lock of a document.</summary>
    Unlock = 0x95,

    /// <summary>The history of a vbucket.</summary>
    GetFailoverLog = 0x96,

    /// <summary>Reads the metadata of a document.</summary>
    GetMeta = 0xa0,

    /// <summary><see cref="GetMeta"/> that answers hits only.</summary>
    GetMetaQuiet = 0xa1,

    /// <summary>Stores a document with given metadata (replication).</summary>
    SetWithMeta = 0xa2,

    /// <summary><see cref="SetWithMeta"/> that answers failures only.</summary>
    SetWithMetaQuiet = 0xa3,

    /// <summary>Stores a new document with given metadata (replication).</summary>
    AddWithMeta = 0xa4,

    /// <summary><see cref="AddWithMeta"/> that answers failures only.</summary>
    AddWithMetaQuiet = 0xa5,

    /// <summary>Removes a document with given metadata (replication).</summary>
    DeleteWithMeta = 0xa8,

    /// <summary><see cref="DeleteWithMeta"/> that answers failures only.</summary>
    DeleteWithMetaQuiet = 0xa9,

    /// <summary>Asks for the cluster configuration.</summary>
    GetClusterConfig = 0xb5,

    /// <summary>Reads any document.</summary>
    GetRandomKey = 0xb6,

    /// <summary>Waits until a sequence number is persisted.</summary>
    SeqnoPersistence = 0xb7,

    /// <summary>Lists keys.</summary>
    GetKeys = 0xb8,

    /// <summary>The scopes and collections of the bucket.</summary>
    GetCollectionsManifest = 0xba,

    /// <summary>Resolves the name of a collection.</summary>
    GetCollectionId = 0xbb,

    /// <summary>Resolves the name of a scope.</summary>
    GetScopeId = 0xbc,

    /// <summary>Reads a path of a document.</summary>
    SubdocGet = 0xc5,

    /// <summary>Asks whether a path exists.</summary>
    SubdocExists = 0xc6,

    /// <summary>Inserts a new field.</summary>
    SubdocDictAdd = 0xc7,

    /// <summary>Writes a field, new or not.</summary>
    SubdocDictUpsert = 0xc8,

    /// <summary>Removes a path.</summary>
    SubdocDelete = 0xc9,

    /// <summary>Replaces the value at a path.</summary>
    SubdocReplace = 0xca,

    /// <summary>Appends to an array.</summary>
    SubdocArrayPushLast = 0xcb,

    /// <summary>Prepends to an array.</summary>
    SubdocArrayPushFirst = 0xcc,

    /// <summary>Inserts into an array.</summary>
    SubdocArrayInsert = 0xcd,

    /// <summary>Appends to an array unless it holds the value.</summary>
    SubdocArrayAddUnique = 0xce,

    /// <summary>Adds to a number at a path.</summary>
    SubdocCounter = 0xcf,

    /// <summary>Several reads of one document.</summary>
    SubdocMultiLookup = 0xd0,

    /// <summary>Several changes of one document.</summary>
    SubdocMultiMutation = 0xd1,

    /// <summary>Counts the elements of a path.</summary>
    SubdocGetCount = 0xd2,

    /// <summary>Replaces the body with the value of an extended attribute.</summary>
    SubdocReplaceBodyWithXattr = 0xd3,

    /// <summary>Begins a scan of one vbucket.</summary>
    RangeScanCreate = 0xda,

    /// <summary>Reads more of a scan.</summary>
    RangeScanContinue = 0xdb,

    /// <summary>Ends a scan.</summary>
    RangeScanCancel = 0xdc,

    /// <summary>Asks for the descriptions of the status codes.</summary>
    GetErrorMap = 0xfe,
}

/// <summary>Commands that the server sends to the client (magic <see cref="Magic.ServerRequest"/>).</summary>
internal enum ServerOpcode : byte
{
    ClusterMapChangeNotification = 0x01,
    Authenticate = 0x02,
    ActiveExternalUsers = 0x03,
    GetAuthorization = 0x04,
}
