using System.Collections.Frozen;

namespace Settee.Connecting;

/// <summary>
/// All parameters of connection strings. This list is the only one: parsing, resolving and the table of docs/connection-string.md
/// follow it.
/// </summary>
internal static class ConnectionParameters
{
    public static readonly ConnectionParameter[] All =
    [
        ConnectionParameter.Duration(
            "kv_connect_timeout", "10 s", "Timeouts.Connect", "Reaching one node: name resolution, TCP, TLS and handshake together",
            (o, v) => o with { Timeouts = o.Timeouts with { Connect = o.Timeouts.Connect ?? v } }),
        ConnectionParameter.Duration(
            "kv_timeout|key_value_timeout", "2.5 s", "Timeouts.KeyValue", "A key-value operation",
            (o, v) => o with { Timeouts = o.Timeouts with { KeyValue = o.Timeouts.KeyValue ?? v } }),
        ConnectionParameter.Duration(
            "kv_durable_timeout|key_value_durable_timeout", "10 s", "Timeouts.KeyValueDurable", "A write with a durability level",
            (o, v) => o with { Timeouts = o.Timeouts with { KeyValueDurable = o.Timeouts.KeyValueDurable ?? v } }),
        ConnectionParameter.Duration(
            "resolve_timeout", "2 s", "Timeouts.DnsSrv", "The DNS SRV lookup",
            (o, v) => o with { Timeouts = o.Timeouts with { DnsSrv = o.Timeouts.DnsSrv ?? v } }),
        ConnectionParameter.Duration(
            "query_timeout", "75 s", "Timeouts.Query", "A query",
            (o, v) => o with { Timeouts = o.Timeouts with { Query = o.Timeouts.Query ?? v } }),
        ConnectionParameter.Duration(
            "management_timeout", "75 s", "Timeouts.Management", "A management request",
            (o, v) => o with { Timeouts = o.Timeouts with { Management = o.Timeouts.Management ?? v } }),
        ConnectionParameter.Boolean(
            "enable_tls", "by scheme", "the scheme", "Accepted when it agrees with the scheme, an error otherwise", (o, _) => o),
        ConnectionParameter.Text(
            "trust_certificate", "system roots", "Tls.TrustedCertificates", "PEM file with the certificates to trust",
            (o, v) => o.Tls.TrustedCertificates is not null ? o : o with { Tls = o.Tls with { TrustedCertificates = TlsTrust.FromPemFile(v) } }),
        ConnectionParameter.Choice(
            "tls_verify", ["full", "peer", "none"], "full", "Tls.Verify", "How much of the server certificate is verified; peer means full",
            (o, v) => o with { Tls = o.Tls with { Verify = o.Tls.Verify ?? (v == "none" ? TlsVerify.None : TlsVerify.Full) } }),
        ConnectionParameter.Text(
            "network", "auto", "Network", "Which addresses of the nodes to use: auto, default, external or another network's name",
            (o, v) => o with { Network = o.Network ?? v }),
        ConnectionParameter.Boolean(
            "enable_dns_srv", "true", "EnableDnsSrv", "Whether a single host name is looked up as DNS SRV record",
            (o, v) => o with { EnableDnsSrv = o.EnableDnsSrv ?? v }),
        ConnectionParameter.Boolean(
            "preserve_bootstrap_nodes_order", "false", "PreserveHostOrder",
            "Whether hosts are tried in the order written instead of shuffled",
            (o, v) => o with { PreserveHostOrder = o.PreserveHostOrder ?? v }),
        ConnectionParameter.Choice(
            "ip_protocol", ["any", "force_ipv4", "force_ipv6"], "any", "IpProtocol", "Which IP versions to dial",
            (o, v) => o with
            {
                IpProtocol = o.IpProtocol ?? v switch { "force_ipv4" => IpProtocol.IPv4, "force_ipv6" => IpProtocol.IPv6, _ => IpProtocol.Any },
            }),
        ConnectionParameter.Boolean(
            "force_ipv4", "false", "IpProtocol", "The same as ip_protocol=force_ipv4",
            (o, v) => v ? o with { IpProtocol = o.IpProtocol ?? IpProtocol.IPv4 } : o),
        ConnectionParameter.Boolean(
            "enable_tcp_keepalives|enable_tcp_keep_alive", "true", "KeepAlive.Enabled", "Whether TCP keep-alive and probes are used",
            (o, v) => o with { KeepAlive = o.KeepAlive with { Enabled = o.KeepAlive.Enabled ?? v } }),
        ConnectionParameter.Duration(
            "tcp_keepalive_time|tcp_keep_alive_interval", "60 s", "KeepAlive.Time", "Silence before the first keep-alive probe",
            (o, v) => o with { KeepAlive = o.KeepAlive with { Time = o.KeepAlive.Time ?? v } }),
        ConnectionParameter.Duration(
            "tcp_keepalive_interval", "1 s", "KeepAlive.Interval", "Time between keep-alive probes",
            (o, v) => o with { KeepAlive = o.KeepAlive with { Interval = o.KeepAlive.Interval ?? v } }),
        ConnectionParameter.Duration(
            "kv_probe_after", "10 s", "KeepAlive.ProbeAfter", "Silence of a connection before it is probed, and again before it is given up",
            (o, v) => o with { KeepAlive = o.KeepAlive with { ProbeAfter = o.KeepAlive.ProbeAfter ?? v } }),
        ConnectionParameter.Integer(
            "num_kv_connections", 1, 64, "1", "NumKvConnections", "Key-value connections to each node",
            (o, v) => o with { NumKvConnections = o.NumKvConnections ?? v }),
        ConnectionParameter.Duration(
            "config_poll_interval", "2.5 s", "ConfigPollInterval", "How often a node is asked for a newer cluster map",
            (o, v) => o with { ConfigPollInterval = o.ConfigPollInterval ?? v }),
        ConnectionParameter.Duration(
            "config_poll_floor_interval|config_poll_floor|config_pool_floor_interval", "50 ms", "ConfigPollFloor",
            "The least time between two requests for the cluster map",
            (o, v) => o with { ConfigPollFloor = o.ConfigPollFloor ?? v }),
        ConnectionParameter.Boolean(
            "enable_clustermap_notification", "true", "EnableConfigPush", "Whether servers may push cluster maps",
            (o, v) => o with { EnableConfigPush = o.EnableConfigPush ?? v }),
        ConnectionParameter.Boolean(
            "enable_mutation_tokens", "true", "EnableMutationTokens", "Whether writes return mutation tokens",
            (o, v) => o with { EnableMutationTokens = o.EnableMutationTokens ?? v }),
        ConnectionParameter.Boolean(
            "enable_unordered_execution", "true", "EnableUnorderedExecution", "Whether a node may answer out of order",
            (o, v) => o with { EnableUnorderedExecution = o.EnableUnorderedExecution ?? v }),
        ConnectionParameter.Boolean(
            "compression|enable_compression", "true", "Compression.Enabled", "Whether values are compressed",
            (o, v) => o with { Compression = o.Compression with { Enabled = o.Compression.Enabled ?? v } }),
        ConnectionParameter.Integer(
            "compression_min_size", 0, 20 * 1024 * 1024, "32", "Compression.MinimumSize", "The smallest value, in bytes, that is compressed",
            (o, v) => o with { Compression = o.Compression with { MinimumSize = o.Compression.MinimumSize ?? v } }),
        ConnectionParameter.Ratio(
            "compression_min_ratio", "0.83", "Compression.MinimumRatio",
            "Values that do not shrink to this part of their size are sent as they are",
            (o, v) => o with { Compression = o.Compression with { MinimumRatio = o.Compression.MinimumRatio ?? v } }),
        ConnectionParameter.Text(
            "preferred_server_group|server_group", "none", "PreferredServerGroup", "The server group whose replicas are read first",
            (o, v) => o with { PreferredServerGroup = o.PreferredServerGroup ?? v }),
        ConnectionParameter.Boolean(
            "log_redaction", "false", "Redaction", "Whether user data is marked in errors and log messages, as with RedactionLevel.Partial",
            (o, v) => o with { Redaction = o.Redaction ?? (v ? RedactionLevel.Partial : RedactionLevel.None) }),
        ConnectionParameter.Text(
            "user_agent_extra", "none", "UserAgentExtra", "Text behind the client's own name in the user agent",
            (o, v) => o with { UserAgentExtra = o.UserAgentExtra ?? v }),
    ];

    /// <summary>Parameters of other clients whose services or mechanisms do not exist here: a shared string must not look mistyped.</summary>
    public static readonly FrozenSet<string> WithoutEffect = FrozenSet.Create(
        "view_timeout", "analytics_timeout", "search_timeout", "bootstrap_timeout", "bootstrap_on", "config_idle_redial_timeout",
        "max_http_connections", "idle_http_connection_timeout", "max_kv_connections", "random_seed_nodes", "enable_app_telemetry",
        "app_telemetry_endpoint", "app_telemetry_backoff", "app_telemetry_ping_interval", "app_telemetry_ping_timeout", "enable_tracing",
        "enable_metrics", "dump_configuration", "show_queries", "disable_mozilla_ca_certificates", "tls_disable_deprecated_protocols",
        "tls_disable_v1_2", "allow_enterprise_analytics", "enable_lazy_connections", "operation_timeout", "http_timeout",
        "wait_for_config", "kv_pool_size", "max_queue_size", "console_log_level");

    private static readonly FrozenDictionary<string, ConnectionParameter> ByName = All
        .SelectMany(parameter => parameter.Names.Select(name => KeyValuePair.Create(name, parameter)))
        .ToFrozenDictionary();

    public static ConnectionParameter? Find(string name) => ByName.GetValueOrDefault(name);
}
