using System.Text.Json;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Connecting;

/// <summary>A refused command in words: the status, and the explanation that servers may put into the body.</summary>
internal static class ServerText
{
    private const int MaxLength = 300;

    public static string Describe(ControlResponse response) =>
        ReadContext(response.Value) is { } context ? $"{response.Status.Describe()}: {context}" : response.Status.Describe();

    private static string? ReadContext(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || body[0] != (byte)'{')
            return null;

        try
        {
            var json = new Utf8JsonReader(body);
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("context"u8)
                    && json.Read() && json.TokenType == JsonTokenType.String && json.GetString() is { Length: > 0 } text)
                    return text.Length > MaxLength ? text[..MaxLength] : text;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Only an explanation; the status says enough.
        }

        return null;
    }
}
