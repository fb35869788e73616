using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Settee.Diagnostics;
using Settee.Topology;

namespace Settee.Connecting;

/// <summary>
/// Everything that connecting needs to know, decided once: what the code sets comes first, then the parameters of the connection
/// string, then the defaults. The order in which options were built cannot matter, because nothing is read before this.
/// </summary>
internal sealed record ResolvedOptions
{
    public const int DefaultPort = 11210;
    public const int DefaultPortTls = 11207;
    private const int DefaultManagementPort = 8091;
    private const int DefaultManagementPortTls = 18091;

    public required ConnectionString ConnectionString { get; init; }

    /// <summary>The hosts to try, with their key-value ports, in the order written.</summary>
    public required NodeEndpoint[] Seeds { get; init; }

    public required bool UseTls { get; init; }

    /// <summary>The name to look up as DNS SRV record, such as "_couchbases._tcp.example.org"; null when none is due.</summary>
    public required string? DnsSrvName { get; init; }

    public required CredentialSource Credentials { get; init; }

    public required TlsSettings Tls { get; init; }

    public required string Network { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required TimeSpan KeyValueTimeout { get; init; }

    public required TimeSpan KeyValueDurableTimeout { get; init; }

    public required RetryStrategy RetryStrategy { get; init; }

    public required CircuitBreakerOptions CircuitBreaker { get; init; }

    public required TimeSpan DnsSrvTimeout { get; init; }

    public required TimeSpan QueryTimeout { get; init; }

    public required TimeSpan ManagementTimeout { get; init; }

    public required TimeSpan ConfigPollInterval { get; init; }

    public required TimeSpan ConfigPollFloor { get; init; }

    public required bool EnableConfigPush { get; init; }

    public required bool EnableMutationTokens { get; init; }

    public required bool EnableUnorderedExecution { get; init; }

    public required bool PreserveHostOrder { get; init; }

    public required string? PreferredServerGroup { get; init; }

    public required int NumKvConnections { get; init; }

    public required IpProtocol IpProtocol { get; init; }

    public required bool KeepAlive { get; init; }

    public required TimeSpan KeepAliveTime { get; init; }

    public required TimeSpan KeepAliveInterval { get; init; }

    /// <summary>Silence after which a connection is probed; null for never.</summary>
    public required TimeSpan? ProbeAfter { get; init; }

    public required bool Compression { get; init; }

    public required int CompressionMinimumSize { get; init; }

    public required double CompressionMinimumRatio { get; init; }

    /// <summary>The management port of the seeds, for servers that give cluster maps only there.</summary>
    public int ManagementPort { get => field != 0 ? field : UseTls ? DefaultManagementPortTls : DefaultManagementPort; init; }

    public required ClientIdentity Identity { get; init; }

    public required RedactionLevel Redaction { get; init; }

    public required ILoggerFactory LoggerFactory { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    /// <summary>What has no effect or is unsafe; see <see cref="LogWarnings"/>.</summary>
    public required string[] Warnings { get; init; }

    /// <exception cref="InvalidArgumentException">The options contradict each other or the connection string.</exception>
    public static ResolvedOptions From(ConnectionString connectionString, ClusterOptions options)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        ArgumentNullException.ThrowIfNull(options);
        var filled = options;
        foreach (var (key, value) in connectionString.Parameters)
            filled = ConnectionParameters.Find(key)?.Fill(filled, value) ?? filled;

        OptionRules.Check(connectionString, filled);
        var tls = connectionString.UsesTls;
        var timeouts = filled.Timeouts;
        var pollFloor = filled.ConfigPollFloor ?? TimeSpan.FromMilliseconds(50);
        var pollInterval = filled.ConfigPollInterval ?? TimeSpan.FromSeconds(2.5);
        return new ResolvedOptions
        {
            ConnectionString = connectionString,
            Seeds = connectionString.Hosts.Select(host => Seed(connectionString, host)).ToArray(),
            UseTls = tls,
            DnsSrvName = connectionString.MayUseDnsSrv && (filled.EnableDnsSrv ?? true)
                ? $"{(tls ? "_couchbases" : "_couchbase")}._tcp.{connectionString.Hosts[0].Name}"
                : null,
            Credentials = new CredentialSource(filled.Authenticator!, tls),
            Tls = new TlsSettings(
                filled.Tls.TrustedCertificates?.Certificates,
                filled.Tls.Verify ?? TlsVerify.Full,
                filled.Tls.Protocols ?? (SslProtocols.Tls12 | SslProtocols.Tls13),
                filled.Tls.ClientCertificate),
            Network = filled.Network ?? NetworkSelector.Auto,
            ConnectTimeout = timeouts.Connect ?? TimeSpan.FromSeconds(10),
            KeyValueTimeout = timeouts.KeyValue ?? TimeSpan.FromSeconds(2.5),
            KeyValueDurableTimeout = timeouts.KeyValueDurable ?? TimeSpan.FromSeconds(10),
            CircuitBreaker = filled.CircuitBreaker,
            RetryStrategy = filled.RetryStrategy ?? RetryStrategy.BestEffort,
            DnsSrvTimeout = timeouts.DnsSrv ?? TimeSpan.FromSeconds(2),
            QueryTimeout = timeouts.Query ?? TimeSpan.FromSeconds(75),
            ManagementTimeout = timeouts.Management ?? TimeSpan.FromSeconds(75),
            ConfigPollInterval = pollInterval < pollFloor ? pollFloor : pollInterval,
            ConfigPollFloor = pollFloor,
            EnableConfigPush = filled.EnableConfigPush ?? true,
            EnableMutationTokens = filled.EnableMutationTokens ?? true,
            EnableUnorderedExecution = filled.EnableUnorderedExecution ?? true,
            PreserveHostOrder = filled.PreserveHostOrder ?? false,
            PreferredServerGroup = filled.PreferredServerGroup,
            NumKvConnections = filled.NumKvConnections ?? 1,
            IpProtocol = filled.IpProtocol ?? IpProtocol.Any,
            KeepAlive = filled.KeepAlive.Enabled ?? true,
            KeepAliveTime = filled.KeepAlive.Time ?? TimeSpan.FromSeconds(60),
            KeepAliveInterval = filled.KeepAlive.Interval ?? TimeSpan.FromSeconds(1),
            ProbeAfter = filled.KeepAlive.Enabled == false ? null : filled.KeepAlive.ProbeAfter ?? TimeSpan.FromSeconds(10),
            Compression = filled.Compression.Enabled ?? true,
            CompressionMinimumSize = filled.Compression.MinimumSize ?? 32,
            CompressionMinimumRatio = filled.Compression.MinimumRatio ?? 0.83,
            Identity = ClientIdentity.Create(filled.UserAgentExtra),
            Redaction = filled.Redaction ?? RedactionLevel.None,
            LoggerFactory = filled.LoggerFactory is { } factory ? new GuardedLoggerFactory(factory) : NullLoggerFactory.Instance,
            TimeProvider = filled.TimeProvider ?? TimeProvider.System,
            Warnings = OptionRules.Warnings(connectionString, filled).ToArray(),
        };
    }

    /// <summary>Writes the warnings into the log; to be called once per cluster.</summary>
    public void LogWarnings()
    {
        var logger = LoggerFactory.CreateLogger("Settee.Connecting");
        foreach (var warning in Warnings)
            logger.OptionWarning(warning);
    }

    private static NodeEndpoint Seed(ConnectionString connectionString, ConnectionHost host)
    {
        // The old form without "couchbase://" names the management port; the key-value port beside it is the one to dial.
        var isOldForm = connectionString.Scheme is ConnectionScheme.None or ConnectionScheme.Http
            && host is { Port: DefaultManagementPort, Protocol: HostProtocol.None };
        var port = isOldForm ? null : host.Port;
        return new NodeEndpoint(host.Name, port ?? (connectionString.UsesTls ? DefaultPortTls : DefaultPort));
    }
}
