namespace Settee;

/// <summary>Options of a ping.</summary>
public readonly record struct PingOptions
{
    /// <summary>The id that the report shows; by default a new UUID.</summary>
    public string? ReportId { get; init; }

    /// <summary>How long each endpoint may take; by default the key-value time-out for key-value, the connect time-out for the others.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The services to ping; by default all that the cluster map names.</summary>
    public IReadOnlyCollection<ServiceType>? Services { get; init; }
}
