using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Settee.Cli.Doctor;

/// <summary>Writes all findings as one JSON document.</summary>
internal static class DoctorJson
{
    /// <param name="connectionString">The connection string; null when it could not be read, because somebody may have put a password into it.</param>
    /// <param name="findings">All findings.</param>
    /// <param name="healthy">Whether no step failed.</param>
    public static string Write(string? connectionString, IReadOnlyList<Finding> findings, bool healthy)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (connectionString is not null)
                json.WriteString("connectionString", connectionString);

            json.WriteBoolean("healthy", healthy);
            json.WriteStartArray("steps");
            foreach (var finding in findings)
                Write(json, finding);

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("step", finding.Step);
        json.WriteString("verdict", finding.Verdict.ToString().ToLowerInvariant());
        json.WriteString("summary", finding.Summary);
        if (finding.Elapsed is { } elapsed)
            json.WriteNumber("elapsed_us", elapsed.Ticks / TimeSpan.TicksPerMicrosecond);

        if (finding.Details.Count > 0)
        {
            json.WriteStartArray("details");
            foreach (var detail in finding.Details)
                json.WriteStringValue(detail);

            json.WriteEndArray();
        }

        if (finding.Advice is { } advice)
            json.WriteString("advice", advice);

        json.WriteEndObject();
    }
}
