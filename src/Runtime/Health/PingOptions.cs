namespace Settee;

/// <summary>Options of a ping.</summary>
public readonly record struct PingOptions
{
    /// <summary>The id that the report shows; by default a new UUID.</summary>
    public string? ReportId { get; init; }

    /// <summary>
    /// How long each endpoint may take. By default the key-value time-out for the answer of a key-value connection; the connect time-out
    /// for one that is still being made, and for the other services.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The services to ping; by default all that the cluster map names.</summary>
    public IReadOnlyCollection<ServiceType>? Services { get; init; }
}
