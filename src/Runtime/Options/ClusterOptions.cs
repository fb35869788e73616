using Microsoft.Extensions.Logging;

namespace Settee;

/// <summary>
/// How to connect. Everything may be left out. What is left out is taken from the parameters of the connection string, and what is
/// missing there too has the default named at the property: code first, then connection string, then default.
/// </summary>
public sealed record ClusterOptions
{
    /// <summary>Who connects. Required: there are no anonymous clusters.</summary>
    public Authenticator? Authenticator { get; init; }

    /// <summary>What to trust and to present when the scheme is <c>couchbases</c>.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>How long things may take.</summary>
    public TimeoutOptions Timeouts { get; init; } = new();

    /// <summary>How silent peers are found out: TCP keep-alive, and probes of the key-value protocol.</summary>
    public KeepAliveOptions KeepAlive { get; init; } = new();

    /// <summary>Compression of values.</summary>
    public CompressionOptions Compression { get; init; } = new();

    /// <summary>When operations are tried again. Default <see cref="Settee.RetryStrategy.BestEffort"/>.</summary>
    public RetryStrategy? RetryStrategy { get; init; }

    /// <summary>When a node that does not answer is left alone.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; init; } = new();

    /// <summary>Which addresses of the nodes to use: <c>auto</c> (default), <c>default</c>, <c>external</c> or another network's name.</summary>
    public string? Network { get; init; }

    /// <summary>How often a node is asked for a newer cluster map, beside the pushed ones. Default 2.5 s.</summary>
    public TimeSpan? ConfigPollInterval { get; init; }

    /// <summary>The least time between two requests for the cluster map. Default 50 ms.</summary>
    public TimeSpan? ConfigPollFloor { get; init; }

    /// <summary>Whether servers may push cluster maps. Default true.</summary>
    public bool? EnableConfigPush { get; init; }

    /// <summary>Whether writes return mutation tokens. Default true.</summary>
    public bool? EnableMutationTokens { get; init; }

    /// <summary>Whether a node may answer out of order. Default true.</summary>
    public bool? EnableUnorderedExecution { get; init; }

    /// <summary>The server group whose replicas are read first. Default none.</summary>
    public string? PreferredServerGroup { get; init; }

    /// <summary>Key-value connections to each node. Default 1.</summary>
    public int? NumKvConnections { get; init; }

    /// <summary>Whether a single host name is looked up as DNS SRV record. Default true.</summary>
    public bool? EnableDnsSrv { get; init; }

    /// <summary>Whether the hosts of the connection string are tried in the order written instead of shuffled. Default false.</summary>
    public bool? PreserveHostOrder { get; init; }

    /// <summary>Which IP versions to dial. Default <see cref="IpProtocol.Any"/>.</summary>
    public IpProtocol? IpProtocol { get; init; }

    /// <summary>Text behind the client's own name in the user agent.</summary>
    public string? UserAgentExtra { get; init; }

    /// <summary>What is marked in the texts of errors and log messages. Default nothing.</summary>
    public RedactionLevel? Redaction { get; init; }

    /// <summary>Where log messages go. Default nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock of all time-outs and intervals. Default the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }
}

/// <summary>How long things may take.</summary>
public sealed record TimeoutOptions
{
    /// <summary>Reaching one node: name resolution, TCP, TLS and the whole handshake together. Default 10 s.</summary>
    public TimeSpan? Connect { get; init; }

    /// <summary>A key-value operation. Default 2.5 s.</summary>
    public TimeSpan? KeyValue { get; init; }

    /// <summary>A write with a durability level. Default 10 s.</summary>
    public TimeSpan? KeyValueDurable { get; init; }

    /// <summary>The DNS SRV lookup; when it ends without records, the host name itself is dialled. Default 2 s.</summary>
    public TimeSpan? DnsSrv { get; init; }

    /// <summary>A query. Default 75 s.</summary>
    public TimeSpan? Query { get; init; }

    /// <summary>A management request. Default 75 s.</summary>
    public TimeSpan? Management { get; init; }
}

/// <summary>
/// Finds out that a silent peer is gone, and keeps firewalls from forgetting the connection: TCP keep-alive, which the system does, and
/// probes with an empty request, which also notice a peer that takes requests without answering.
/// </summary>
public sealed record KeepAliveOptions
{
    /// <summary>Whether both are used. Default true.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Silence before the first TCP keep-alive. Default 60 s.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Time between TCP keep-alives. Default 1 s.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>
    /// Silence of a key-value connection before it is probed with an empty request; when the same time again brings nothing, the
    /// connection is given up and made anew. Default 10 s. A connection in use is never silent for so long and never probed.
    /// </summary>
    public TimeSpan? ProbeAfter { get; init; }
}

/// <summary>Compression of values with Snappy.</summary>
public sealed record CompressionOptions
{
    /// <summary>Whether it is used. Default true.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The smallest value, in bytes, that is compressed. Default 32.</summary>
    public int? MinimumSize { get; init; }

    /// <summary>Compressed values larger than this part of the original are sent uncompressed. Default 0.83.</summary>
    public double? MinimumRatio { get; init; }
}

/// <summary>Which versions of IP to dial.</summary>
public enum IpProtocol
{
    /// <summary>Both, in the order of the resolver.</summary>
    Any,

    /// <summary>IPv4 only.</summary>
    IPv4,

    /// <summary>IPv6 only.</summary>
    IPv6,
}
