using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Settee.Emulator.Http;

/// <summary>Writes answers in the shapes that the management API has.</summary>
internal static class Answers
{
    public const string NotFoundText = "Requested resource not found.";

    public static Task JsonAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return BytesAsync(context, buffer.WrittenMemory, status);
    }

    public static async Task BytesAsync(HttpContext context, ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
    }

    public static async Task TextAsync(HttpContext context, string text, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
    }

    public static Task NotFoundAsync(HttpContext context) => TextAsync(context, NotFoundText, StatusCodes.Status404NotFound);

    /// <summary>A refusal that names the field at fault.</summary>
    public static Task ErrorAsync(HttpContext context, string field, string message, int status = StatusCodes.Status400BadRequest) =>
        JsonAsync(
            context,
            json =>
            {
                json.WriteStartObject();
                json.WriteStartObject("errors"u8);
                json.WriteString(field, message);
                json.WriteEndObject();
                json.WriteEndObject();
            },
            status);

    public static Task ForbiddenAsync(HttpContext context) => JsonAsync(
        context,
        json =>
        {
            json.WriteStartObject();
            json.WriteString("message"u8, "Forbidden. User needs the permission to manage the cluster.");
            json.WriteEndObject();
        },
        StatusCodes.Status403Forbidden);
}
