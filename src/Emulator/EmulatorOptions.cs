using System.Net;
using Microsoft.Extensions.Logging;

namespace Settee.Emulator;

/// <summary>How an emulated cluster looks when it starts; everything can be changed afterwards on <see cref="CouchbaseEmulator"/>.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Number of nodes, each with its own listeners.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>Name of the first bucket; its settings are <see cref="Scopes"/>, <see cref="Replicas"/> and <see cref="VBuckets"/>.</summary>
    public string Bucket { get; init; } = "default";

    /// <summary>Further buckets.</summary>
    public IReadOnlyList<EmulatorBucket> Buckets { get; init; } = [];

    /// <summary>Name of the administrator.</summary>
    public string Username { get; init; } = "Administrator";

    /// <summary>Password of the administrator.</summary>
    public string Password { get; init; } = "password";

    /// <summary>Users besides the administrator.</summary>
    public IReadOnlyList<EmulatorUser> Users { get; init; } = [];

    /// <summary>Scopes of the first bucket besides <c>_default</c>.</summary>
    public IReadOnlyList<EmulatorScope> Scopes { get; init; } = [];

    /// <summary>Replicas of the first bucket, 0 to 3; those for which no node is left are listed as missing in the map.</summary>
    public int Replicas { get; init; }

    /// <summary>Number of vbuckets of the first bucket. A real server has 1024; fewer make the configuration smaller.</summary>
    public int VBuckets { get; init; } = 64;

    /// <summary>Port of the first node's key-value listener; the following nodes take the following ports. 0 lets the system choose.</summary>
    public int KvPort { get; init; }

    /// <summary>Port of the first node's HTTP listener; the following nodes take the following ports. 0 lets the system choose.</summary>
    public int HttpPort { get; init; }

    /// <summary>Port of the first node's key-value listener with TLS; the following nodes take the following ports. 0 lets the system choose.</summary>
    public int KvTlsPort { get; init; }

    /// <summary>Port of the first node's HTTP listener with TLS; the following nodes take the following ports. 0 lets the system choose.</summary>
    public int HttpTlsPort { get; init; }

    /// <summary>What is particular about single nodes, in their order; there may be fewer entries than nodes.</summary>
    public IReadOnlyList<EmulatorNodeOptions> NodeOptions { get; init; } = [];

    /// <summary>Key-value connections that a node serves at a time; more are closed when they are accepted.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>Address to listen on. Loopback unless told otherwise: the emulator is a development tool.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Whether the nodes serve HTTP (configuration streams, management) besides the key-value protocol.</summary>
    public bool Http { get; init; } = true;

    /// <summary>Whether each node also listens with TLS, with a certificate of an authority made for the run.</summary>
    public bool Tls { get; init; }

    /// <summary>Round of the password hashing of SCRAM. A client should refuse fewer than 4096.</summary>
    public int ScramIterations { get; init; } = 4096;

    /// <summary>
    /// Whether the cluster has the buckets, users and held-still states that the recorded conversations of the project's tests assume,
    /// instead of what the other options say about buckets and users.
    /// </summary>
    public bool Conformance { get; init; }

    /// <summary>Clock of everything: expiry, locks, CAS, time-outs of durable writes.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Port of the control API on loopback; 0 lets the system choose, null switches it off. Whoever reaches it can do everything: it asks
    /// for no password.
    /// </summary>
    public int? ControlPort { get; init; }

    /// <summary>Where the emulator logs to; nothing is logged without it.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}

/// <summary>A bucket of an emulated cluster.</summary>
/// <param name="Name">Its name.</param>
public sealed record EmulatorBucket(string Name)
{
    /// <summary>Scopes besides <c>_default</c>.</summary>
    public IReadOnlyList<EmulatorScope> Scopes { get; init; } = [];

    /// <summary>Replicas, 0 to 3.</summary>
    public int Replicas { get; init; }

    /// <summary>Number of vbuckets.</summary>
    public int VBuckets { get; init; } = 64;

    /// <summary>Whether the bucket lives in memory only: no range scans, no persistence to wait for.</summary>
    public bool Ephemeral { get; init; }

    /// <summary>Whether the bucket keeps values compressed as the client sent them (compression mode "passive").</summary>
    public bool KeepsCompressedValues { get; init; }

    /// <summary>Longest life of documents in seconds; 0 for no limit.</summary>
    public uint MaxTtl { get; init; }

    /// <summary>Whether management may empty the bucket. <see cref="CouchbaseEmulator.Flush"/> always can.</summary>
    public bool FlushEnabled { get; init; } = true;

    /// <summary>The least durability of writes: weaker ones are raised to it.</summary>
    public EmulatorDurability MinimumDurability { get; init; }

    /// <summary>Memory for documents in bytes; what goes beyond is refused. 0 for no limit.</summary>
    public long MemoryQuota { get; init; }

    /// <summary>Settings that management stores and returns and nothing else uses.</summary>
    internal BucketFormalities Formalities { get; init; } = new();
}

/// <summary>Levels of durability.</summary>
public enum EmulatorDurability
{
    /// <summary>The active copy has it in memory.</summary>
    None = 0,

    /// <summary>A majority of the copies has it in memory.</summary>
    Majority = 1,

    /// <summary>As <see cref="Majority"/>, and the active copy has it on disk.</summary>
    MajorityAndPersistToActive = 2,

    /// <summary>A majority of the copies has it on disk.</summary>
    PersistToMajority = 3,
}

/// <summary>Settings of a bucket that management stores and returns and nothing here uses.</summary>
internal sealed record BucketFormalities
{
    public int RamQuotaMegabytes { get; init; } = 100;

    public string CompressionMode { get; init; } = "off";

    public string EvictionPolicy { get; init; } = "";

    public string StorageBackend { get; init; } = "couchstore";

    public string ConflictResolution { get; init; } = "seqno";

    public bool ReplicaIndex { get; init; }
}

/// <summary>A scope and its collections.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Collections">Its collections.</param>
public sealed record EmulatorScope(string Name, params IReadOnlyList<EmulatorCollection> Collections);

/// <summary>A collection.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MaxTtl">Longest life of its documents in seconds; 0 for no limit.</param>
public sealed record EmulatorCollection(string Name, uint MaxTtl = 0)
{
    /// <summary>Lets a name stand for a collection without a limit of life.</summary>
    /// <param name="name">Name of the collection.</param>
    public static implicit operator EmulatorCollection(string name) => new(name);
}

/// <summary>A user of an emulated cluster.</summary>
/// <param name="Name">Name to authenticate with.</param>
/// <param name="Password">Password, any text.</param>
public sealed record EmulatorUser(string Name, string Password)
{
    /// <summary>What the user may do in <see cref="Bucket"/>.</summary>
    public EmulatorAccess Access { get; init; } = EmulatorAccess.ReadWrite;

    /// <summary>The only bucket the user may use; null for all.</summary>
    public string? Bucket { get; init; }

    /// <summary>The roles of the user. If there are any, they decide instead of <see cref="Access"/> and <see cref="Bucket"/>.</summary>
    public IReadOnlyList<EmulatorRole> Roles { get; init; } = [];
}

/// <summary>What a user may do.</summary>
public enum EmulatorAccess
{
    /// <summary>Authenticate, and nothing else.</summary>
    None,

    /// <summary>Read documents.</summary>
    ReadOnly,

    /// <summary>Read and write documents.</summary>
    ReadWrite,
}
