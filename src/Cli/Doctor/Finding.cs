namespace Settee.Cli.Doctor;

/// <summary>How a step went.</summary>
internal enum Verdict
{
    Ok,

    /// <summary>It works, but somebody should look at it.</summary>
    Warning,

    Failed,

    /// <summary>Not done: not needed, or impossible after a failure.</summary>
    Skipped,
}

/// <summary>What one step found.</summary>
internal sealed record Finding(string Step, Verdict Verdict, string Summary)
{
    /// <summary>Facts, one per line.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>What to do about a failure or warning.</summary>
    public string? Advice { get; init; }

    /// <summary>How long the step took; null where that says nothing.</summary>
    public TimeSpan? Elapsed { get; init; }
}

/// <summary>The steps by name, in their order.</summary>
internal static class Steps
{
    public const string ConnectionString = "connection string";
    public const string DnsSrv = "DNS SRV";
    public const string Addresses = "addresses";
    public const string Ports = "TCP ports";
    public const string Tls = "TLS";
    public const string Hello = "HELLO";
    public const string Mechanisms = "mechanisms";
    public const string Login = "login";
    public const string Bucket = "bucket";
    public const string ClusterMap = "cluster map";
    public const string Nodes = "nodes";

    public static readonly string[] All = [ConnectionString, DnsSrv, Addresses, Ports, Tls, Hello, Mechanisms, Login, Bucket, ClusterMap, Nodes];
}
