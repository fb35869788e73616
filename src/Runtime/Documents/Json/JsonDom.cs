using System.Text.Json;

namespace Settee;

/// <summary>JSON whose shape is known to the caller alone.</summary>
internal static class JsonDom
{
    /// <exception cref="JsonException">It is no JSON; unlike the reader's own message, this one quotes nothing of the text.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return JsonElement.Parse(utf8Json);
        }
        catch (JsonException e)
        {
            throw new JsonException(
                $"This is no JSON: line {e.LineNumber} is broken at byte {e.BytePositionInLine}.", null, e.LineNumber, e.BytePositionInLine);
        }
    }
}
