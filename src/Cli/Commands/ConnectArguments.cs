using System.CommandLine;
using Settee.Cli.LoggingIn;

namespace Settee.Cli.Commands;

/// <summary>What a user says about a cluster to connect to.</summary>
internal sealed record ConnectArguments(string ConnectionString, LoginArguments Login, string? Bucket, string? CaFile, bool Json)
{
    /// <exception cref="InvalidArgumentException">Something is missing or cannot be read.</exception>
    public ClusterOptions ToOptions(ConnectionString connectionString)
    {
        var (authenticator, certificate) = Login.Resolve(connectionString);
        return new ClusterOptions
        {
            Authenticator = authenticator,
            Tls = new TlsOptions
            {
                TrustedCertificates = CaFile is null ? null : TlsTrust.FromPemFile(CaFile),
                ClientCertificate = certificate,
            },
        };
    }

    /// <summary>The bucket of the option, else that of the connection string.</summary>
    public string? BucketOf(ConnectionString connectionString) => Bucket ?? connectionString.Bucket;
}

/// <summary>The argument and the options that stand for <see cref="ConnectArguments"/>.</summary>
internal sealed class ConnectSymbols
{
    private readonly Argument<string> _connectionString = new("connection string")
    {
        Description = "Where the cluster is, as in couchbase://host1,host2 or couchbases://host for TLS.",
    };

    private readonly LoginSymbols _login = new();

    private readonly Option<string?> _bucket = new("--bucket", "-b") { Description = "A bucket to open; by default that of the connection string." };

    private readonly Option<string?> _caFile = new("--ca") { Description = "A PEM file with the certificates to trust instead of the system's." };

    private readonly Option<bool> _json = new("--json") { Description = "Prints one JSON document." };

    public void AddTo(Command command)
    {
        command.Add(_connectionString);
        _login.AddTo(command);
        command.Add(_bucket);
        command.Add(_caFile);
        command.Add(_json);
    }

    public ConnectArguments Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_connectionString),
        _login.Read(parsed),
        parsed.GetValue(_bucket),
        parsed.GetValue(_caFile),
        parsed.GetValue(_json));
}
