using System.Text.Json;
using Settee.Health;

namespace Settee;

/// <summary>The state of a connection.</summary>
public enum EndpointState
{
    /// <summary>There is none; another attempt follows.</summary>
    Disconnected,

    /// <summary>It is being made.</summary>
    Connecting,

    /// <summary>It can be used.</summary>
    Connected,
}

/// <summary>One connection in a diagnostics report.</summary>
public sealed record EndpointDiagnostics
{
    /// <summary>The service.</summary>
    public required ServiceType Service { get; init; }

    /// <summary>The id under which the server logs the connection, as "client/connection"; empty while there is none.</summary>
    public required string Id { get; init; }

    /// <summary>Its state.</summary>
    public required EndpointState State { get; init; }

    /// <summary>How long ago something was received over it; null while there is no connection.</summary>
    public TimeSpan? SinceLastActivity { get; init; }

    /// <summary>The endpoint, as host:port.</summary>
    public required string Remote { get; init; }

    /// <summary>This end of the connection, as address:port; null while there is none.</summary>
    public string? Local { get; init; }

    /// <summary>The bucket that the connection belongs to; null for connections without a bucket.</summary>
    public string? Namespace { get; init; }

    /// <summary>Why there is no connection, or why it is not used; null when there is nothing to say.</summary>
    public string? Details { get; init; }
}

/// <summary>The connections as they are known to be. Nothing was sent to find out.</summary>
public sealed record DiagnosticsReport
{
    /// <summary>The id that was asked for, or a new UUID.</summary>
    public required string Id { get; init; }

    /// <summary>This client, as servers know it.</summary>
    public required string Sdk { get; init; }

    /// <summary>The connections.</summary>
    public required IReadOnlyList<EndpointDiagnostics> Endpoints { get; init; }

    /// <summary>All connected, some, or none.</summary>
    public Readiness State =>
        Endpoints.All(endpoint => endpoint.State != EndpointState.Connected) ? Readiness.Offline
        : Endpoints.All(endpoint => endpoint.State == EndpointState.Connected) ? Readiness.Online
        : Readiness.Degraded;

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
