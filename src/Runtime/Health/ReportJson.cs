using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Settee.Health;

/// <summary>Writes reports as SDK-RFC 61, version 2, wants them: endpoints grouped by service, facts that are missing left out.</summary>
internal static class ReportJson
{
    private const int Version = 2;

    // Reasons quote names; an escaped quote reads better in a log than \u0022.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PingReport report) => ToText(json => Write(json, report));

    public static string Write(DiagnosticsReport report) => ToText(json => Write(json, report));

    public static void Write(Utf8JsonWriter json, PingReport report)
    {
        Begin(json, report.Id, report.Sdk);
        if (report.ConfigRevision is { } revision)
            json.WriteNumber("config_rev"u8, revision);

        WriteServices(json, report.Endpoints, static endpoint => endpoint.Service, static (json, endpoint) =>
        {
            json.WriteString("id"u8, endpoint.Id);
            json.WriteNumber("latency_us"u8, Microseconds(endpoint.Latency));
            WriteAddresses(json, endpoint.Remote, endpoint.Local);
            json.WriteString("state"u8, Name(endpoint.State));
            WriteIfAny(json, "namespace"u8, endpoint.Namespace);
            WriteIfAny(json, "error"u8, endpoint.Error);
        });
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, DiagnosticsReport report)
    {
        Begin(json, report.Id, report.Sdk);
        WriteServices(json, report.Endpoints, static endpoint => endpoint.Service, static (json, endpoint) =>
        {
            json.WriteString("id"u8, endpoint.Id);
            if (endpoint.SinceLastActivity is { } silence)
                json.WriteNumber("last_activity_us"u8, Microseconds(silence));

            WriteAddresses(json, endpoint.Remote, endpoint.Local);
            json.WriteString("state"u8, Name(endpoint.State));
            WriteIfAny(json, "namespace"u8, endpoint.Namespace);
            WriteIfAny(json, "details"u8, endpoint.Details);
        });
        json.WriteEndObject();
    }

    public static string Name(ServiceType service) => service switch
    {
        ServiceType.KeyValue => "kv",
        ServiceType.Management => "mgmt",
        ServiceType.Views => "views",
        ServiceType.Query => "query",
        ServiceType.Search => "search",
        ServiceType.Analytics => "analytics",
        _ => "eventing",
    };

    public static string Name(PingState state) => state switch
    {
        PingState.Ok => "ok",
        PingState.Timeout => "timeout",
        _ => "error",
    };

    private static string Name(EndpointState state) => state switch
    {
        EndpointState.Connected => "connected",
        EndpointState.Connecting => "connecting",
        _ => "disconnected",
    };

    private static string ToText(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Begin(Utf8JsonWriter json, string id, string sdk)
    {
        json.WriteStartObject();
        json.WriteNumber("version"u8, Version);
        json.WriteString("id"u8, id);
        json.WriteString("sdk"u8, sdk);
    }

    private static void WriteServices<T>(
        Utf8JsonWriter json, IReadOnlyList<T> endpoints, Func<T, ServiceType> serviceOf, Action<Utf8JsonWriter, T> writeMembers)
    {
        json.WriteStartObject("services"u8);
        foreach (var service in endpoints.GroupBy(serviceOf))
        {
            json.WriteStartArray(Name(service.Key));
            foreach (var endpoint in service)
            {
                json.WriteStartObject();
                writeMembers(json, endpoint);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteAddresses(Utf8JsonWriter json, string remote, string? local)
    {
        json.WriteString("remote"u8, remote);
        WriteIfAny(json, "local"u8, local);
    }

    private static void WriteIfAny(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static long Microseconds(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;
}
