namespace Settee.Connecting;

/// <summary>What options and connection string may not say together. Checked before anything is sent.</summary>
internal static class OptionRules
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    public static void Check(ConnectionString connectionString, ClusterOptions options)
    {
        CheckScheme(connectionString);
        CheckSecurity(connectionString, options);
        CheckNumbers(options);
    }

    public static IEnumerable<string> Warnings(ConnectionString connectionString, ClusterOptions options)
    {
        foreach (var warning in connectionString.Warnings)
            yield return warning.Message;

        if (options.Tls.Verify == TlsVerify.None)
            yield return "The server's certificate is not verified (TlsVerify.None): anybody on the way can answer as the server.";

        if (options.Authenticator is PasswordAuthenticator { AllowPlainWithoutTls: true } && !connectionString.UsesTls)
            yield return "The password may be sent in clear text (AllowPlainWithoutTls).";
    }

    private static void CheckScheme(ConnectionString connectionString)
    {
        if (connectionString.Scheme == ConnectionScheme.Couchbase2)
            throw new InvalidArgumentException("couchbase2:// leads to a gRPC gateway, which is not supported; use couchbase:// or couchbases://.");

        foreach (var host in connectionString.Hosts)
        {
            var managementOnly = host.Protocol == HostProtocol.Http
                || (connectionString.Scheme == ConnectionScheme.Http && host is { Port: not (null or 8091), Protocol: HostProtocol.None });
            if (managementOnly)
            {
                throw new InvalidArgumentException(
                    $"The host {host} asks for the management protocol, which cannot be connected to; use couchbase:// with the key-value port.");
            }
        }

        if (connectionString.Parameter("enable_tls") is { } text && ParameterValue.TryBoolean(text, out var tls) && tls != connectionString.UsesTls)
        {
            throw new InvalidArgumentException(
                $"enable_tls={text} contradicts the scheme: couchbases:// uses TLS, couchbase:// does not. Leave enable_tls out.");
        }
    }

    private static void CheckSecurity(ConnectionString connectionString, ClusterOptions options)
    {
        var authenticator = options.Authenticator
            ?? throw new InvalidArgumentException(
                "ClusterOptions.Authenticator is not set; use a PasswordAuthenticator, CertificateAuthenticator or JwtAuthenticator.");

        if (connectionString.User is { } user && authenticator is PasswordAuthenticator password && password.UserName != user)
            throw new InvalidArgumentException($"The connection string names the user \"{user}\", the authenticator \"{password.UserName}\".");

        if (options.Tls.ClientCertificate is not null && authenticator is CertificateAuthenticator)
            throw new InvalidArgumentException("The client certificate is given twice: by Tls.ClientCertificate and by the CertificateAuthenticator.");

        if (options.Tls.ClientCertificate is { HasPrivateKey: false } certificate)
            throw new InvalidArgumentException($"Tls.ClientCertificate \"{certificate.Subject}\" has no private key.");

        if (options.Tls is { Verify: TlsVerify.None, TrustedCertificates: not null })
            throw new InvalidArgumentException("Tls.TrustedCertificates has no meaning together with TlsVerify.None; remove one of them.");

        if (!connectionString.UsesTls && options.Tls is not { TrustedCertificates: null, ClientCertificate: null })
            throw new InvalidArgumentException("TLS certificates are given, but the connection string does not use TLS; use couchbases://.");
    }

    private static void CheckNumbers(ClusterOptions options)
    {
        var timeouts = options.Timeouts;
        CheckDuration("Timeouts.Connect", timeouts.Connect);
        CheckDuration("Timeouts.KeyValue", timeouts.KeyValue);
        CheckDuration("Timeouts.KeyValueDurable", timeouts.KeyValueDurable);
        CheckDuration("Timeouts.DnsSrv", timeouts.DnsSrv);
        CheckDuration("Timeouts.Query", timeouts.Query);
        CheckDuration("Timeouts.Management", timeouts.Management);
        CheckDuration("ConfigPollInterval", options.ConfigPollInterval);
        CheckDuration("ConfigPollFloor", options.ConfigPollFloor);
        CheckDuration("KeepAlive.Time", options.KeepAlive.Time);
        CheckDuration("KeepAlive.Interval", options.KeepAlive.Interval);
        CheckDuration("KeepAlive.ProbeAfter", options.KeepAlive.ProbeAfter);
        if (options.NumKvConnections is < 1 or > 64)
            throw new InvalidArgumentException($"NumKvConnections is {options.NumKvConnections}; expected 1 to 64.");

        if (options.Compression.MinimumSize < 0)
            throw new InvalidArgumentException("Compression.MinimumSize is negative.");

        if (options.Compression.MinimumRatio is not (null or (>= 0 and <= 1)))
            throw new InvalidArgumentException("Compression.MinimumRatio is not between 0 and 1.");

        if (options.Redaction is { } redaction && !Enum.IsDefined(redaction))
            throw new InvalidArgumentException($"{redaction} is no redaction level.");

        if (options.Network is "")
            throw new InvalidArgumentException("Network is empty; use auto, default, external or the name of a network.");
    }

    private static void CheckDuration(string name, TimeSpan? value)
    {
        if (value is { } duration && (duration <= TimeSpan.Zero || duration > LongestTimeout))
            throw new InvalidArgumentException($"{name} is {duration}; expected more than zero and at most 24 days.");
    }
}
