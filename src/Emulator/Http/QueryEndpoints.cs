using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Settee.Emulator.Query;

namespace Settee.Emulator.Http;

/// <summary>The query service: reads requests, and writes answers in its envelope.</summary>
internal static class QueryEndpoints
{
    public static void Map(WebApplication application, CouchbaseEmulator emulator)
    {
        foreach (var path in new[] { "/query/service", "/query" })
        {
            application.MapPost(path, context => AnswerAsync(context, emulator));
            application.MapGet(path, context => AnswerAsync(context, emulator));
        }
    }

    private static async Task AnswerAsync(HttpContext context, CouchbaseEmulator emulator)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var request = new JsonObject();
        QueryResult? result = null;
        QueryException? problem = null;
        try
        {
            request = await ReadAsync(context).ConfigureAwait(false);
            result = emulator.Query.Run(request);
        }
        catch (QueryException refused)
        {
            problem = refused;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            problem = new QueryException(1040, $"Error processing request - cause: {malformed.Message}");
        }

        await Answers.JsonAsync(context, json => Write(json, request, result, problem, Stopwatch.GetElapsedTime(startedAt)), problem?.HttpStatus ?? StatusCodes.Status200OK)
            .ConfigureAwait(false);
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Method == HttpMethods.Post && !request.HasFormContentType)
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            return body as JsonObject ?? throw new QueryException(1040, "Error processing request - cause: the body is no JSON object");
        }

        var fields = request.HasFormContentType
            ? (await Form.ReadAsync(context).ConfigureAwait(false)).Select(static f => (f.Key, Value: f.Value.ToString()))
            : request.Query.Select(static f => (f.Key, Value: f.Value.ToString()));
        var result = new JsonObject();
        foreach (var (key, value) in fields)
        {
            var isJson = key is "args" or "scan_vectors" || key.StartsWith('$') || key is "readonly" or "auto_execute" or "metrics" or "pretty";
            result[key] = isJson ? JsonNode.Parse(value) : JsonValue.Create(value);
        }

        // Reading by GET must not change anything.
        if (request.Method == HttpMethods.Get)
            result["readonly"] = true;
        return result;
    }

    private static void Write(Utf8JsonWriter json, JsonObject request, QueryResult? result, QueryException? problem, TimeSpan elapsed)
    {
        json.WriteStartObject();
        json.WriteString("requestID"u8, Guid.NewGuid().ToString());
        if (request["client_context_id"] is JsonValue id && id.TryGetValue<string>(out var clientContext))
            json.WriteString("clientContextID"u8, clientContext);
        if (result?.Prepared is { } prepared)
            json.WriteString("prepared"u8, prepared);
        if (result is not null)
        {
            json.WritePropertyName("signature"u8);
            Write(json, result.Signature);
        }

        // A statement that never began to run has no results, not even an empty list.
        var size = 0L;
        if (result is not null)
        {
            json.WriteStartArray("results"u8);
            foreach (var row in result.Rows)
            {
                var before = json.BytesPending + json.BytesCommitted;
                Write(json, row);
                size += json.BytesPending + json.BytesCommitted - before;
            }

            json.WriteEndArray();
        }

        if (problem is not null)
        {
            json.WriteStartArray("errors"u8);
            json.WriteStartObject();
            json.WriteNumber("code"u8, problem.Code);
            json.WriteString("msg"u8, problem.Message);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("status"u8, problem is null ? "success" : "fatal");
        if (!(request["metrics"] is JsonValue metrics && metrics.TryGetValue<bool>(out var wanted) && !wanted))
            WriteMetrics(json, result?.Rows.Count ?? 0, size, problem is not null, elapsed);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JsonNode? node)
    {
        if (node is null)
            json.WriteNullValue();
        else
            node.WriteTo(json);
    }

    private static void WriteMetrics(Utf8JsonWriter json, int rows, long size, bool failed, TimeSpan elapsed)
    {
        var duration = (elapsed.TotalMicroseconds / 1000).ToString("0.######", CultureInfo.InvariantCulture) + "ms";
        json.WriteStartObject("metrics"u8);
        json.WriteString("elapsedTime"u8, duration);
        json.WriteString("executionTime"u8, duration);
        json.WriteNumber("resultCount"u8, rows);
        json.WriteNumber("resultSize"u8, size);
        json.WriteNumber("serviceLoad"u8, 1);
        if (failed)
            json.WriteNumber("errorCount"u8, 1);
        json.WriteEndObject();
    }
}
