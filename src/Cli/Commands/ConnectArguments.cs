using System.CommandLine;

namespace Settee.Cli.Commands;

/// <summary>What a user says about a cluster to connect to.</summary>
internal sealed record ConnectArguments(string ConnectionString, string? UserName, string? Password, string? Bucket, string? CaFile, bool Json)
{
    /// <summary>Where a password comes from that is not to be seen in the list of processes.</summary>
    public const string PasswordVariable = "SETTEE_PASSWORD";

    /// <exception cref="InvalidArgumentException">Something is missing or cannot be read.</exception>
    public ClusterOptions ToOptions(ConnectionString connectionString) => new()
    {
        Authenticator = new PasswordAuthenticator(
            UserName ?? connectionString.User ?? throw new InvalidArgumentException("There is no user name; give --username."),
            Password ?? throw new InvalidArgumentException($"There is no password; give --password or set the environment variable {PasswordVariable}.")),
        Tls = new TlsOptions { TrustedCertificates = CaFile is null ? null : TlsTrust.FromPemFile(CaFile) },
    };

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

    private readonly Option<string?> _userName = new("--username", "-u") { Description = "The user; by default that of the connection string." };

    private readonly Option<string?> _password = new("--password", "-p")
    {
        Description = $"The password; by default the environment variable {ConnectArguments.PasswordVariable}.",
    };

    private readonly Option<string?> _bucket = new("--bucket", "-b") { Description = "A bucket to open; by default that of the connection string." };

    private readonly Option<string?> _caFile = new("--ca") { Description = "A PEM file with the certificates to trust instead of the system's." };

    private readonly Option<bool> _json = new("--json") { Description = "Prints one JSON document." };

    public void AddTo(Command command)
    {
        command.Add(_connectionString);
        command.Add(_userName);
        command.Add(_password);
        command.Add(_bucket);
        command.Add(_caFile);
        command.Add(_json);
    }

    public ConnectArguments Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_connectionString),
        parsed.GetValue(_userName),
        parsed.GetValue(_password) ?? Environment.GetEnvironmentVariable(ConnectArguments.PasswordVariable),
        parsed.GetValue(_bucket),
        parsed.GetValue(_caFile),
        parsed.GetValue(_json));
}
