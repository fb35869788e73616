using System.Text;
using System.Text.Json;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Dispatch;

/// <summary>The JSON that a server may attach to a failure: a text for people, and a reference into its log.</summary>
internal static class ServerErrorBody
{
    public static string? Read(in ResponseFrame frame)
    {
        if (frame.Value.IsEmpty || (frame.Header.DataType & DataType.Json) == 0 || frame.Status == Status.NotMyVBucket)
            return null;

        try
        {
            return Read(frame.Value);
        }
        catch (JsonException)
        {
            // The body only decorates the error; a broken one must not hide it.
            return null;
        }
    }

    private static string? Read(ReadOnlySpan<byte> json)
    {
        var text = new StringBuilder();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;

            var label = reader.ValueTextEquals("context"u8) ? ""
                : reader.ValueTextEquals("ref"u8) ? "reference "
                : reader.ValueTextEquals("manifest_uid"u8) ? "collections manifest "
                : null;
            if (label is null || !reader.Read() || reader.TokenType != JsonTokenType.String)
                continue;

            text.Append(text.Length == 0 ? "" : ", ").Append(label).Append(reader.GetString());
        }

        return text.Length == 0 ? null : text.ToString();
    }
}
