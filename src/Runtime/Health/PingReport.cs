using System.Text.Json;
using Settee.Health;

namespace Settee;

/// <summary>What a ping found.</summary>
public enum PingState
{
    /// <summary>The endpoint answered.</summary>
    Ok,

    /// <summary>There was no answer in time.</summary>
    Timeout,

    /// <summary>The endpoint cannot be reached, or answered with an error.</summary>
    Error,
}

/// <summary>One endpoint in a ping report.</summary>
public sealed record EndpointPing
{
    /// <summary>The service.</summary>
    public required ServiceType Service { get; init; }

    /// <summary>The connection; for key-value the id under which the server logs it, as "client/connection".</summary>
    public required string Id { get; init; }

    /// <summary>What was found.</summary>
    public required PingState State { get; init; }

    /// <summary>From the request to the answer, or to giving up.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>The endpoint, as host:port.</summary>
    public required string Remote { get; init; }

    /// <summary>This end of the connection, as address:port; null when there was no connection.</summary>
    public string? Local { get; init; }

    /// <summary>The bucket that the connection belongs to; null for other services and for connections without a bucket.</summary>
    public string? Namespace { get; init; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Error { get; init; }
}

/// <summary>What answered, and how fast. Made with real requests.</summary>
public sealed record PingReport
{
    /// <summary>The id that was asked for, or a new UUID.</summary>
    public required string Id { get; init; }

    /// <summary>This client, as servers know it.</summary>
    public required string Sdk { get; init; }

    /// <summary>The revision of the cluster map in use; null while there is none.</summary>
    public ulong? ConfigRevision { get; init; }

    /// <summary>The endpoints, key-value first.</summary>
    public required IReadOnlyList<EndpointPing> Endpoints { get; init; }

    /// <summary>Whether every endpoint answered, and there was one.</summary>
    public bool IsHealthy => Endpoints.Count > 0 && Endpoints.All(endpoint => endpoint.State == PingState.Ok);

    /// <summary>The report as JSON, in the form that all Couchbase clients share (SDK-RFC 61, version 2).</summary>
    public string ToJson() => ReportJson.Write(this);

    /// <summary>Adds the report to a JSON document.</summary>
    /// <param name="json">Where to.</param>
    public void WriteTo(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        ReportJson.Write(json, this);
    }
}
