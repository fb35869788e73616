using System.Text.Json.Nodes;

namespace Settee.Emulator.Replay;

/// <summary>What a scenario expected and did not get.</summary>
internal sealed class MismatchException(string where, object? expected, object? got)
    : Exception($"{where}: expected {expected}, got {got}");

/// <summary>The server is not in the special state that a conversation needs.</summary>
internal sealed class SpecialStateException(string message) : Exception(message);

/// <summary>A recorded conversation.</summary>
internal sealed record Scenario(string Name, JsonObject Needs, JsonArray Steps)
{
    /// <summary>Reads a file; null if it holds no conversation.</summary>
    public static Scenario? Load(string file) =>
        JsonNode.Parse(File.ReadAllBytes(file)) is JsonObject json && json["steps"] is JsonArray steps
            ? new Scenario((string?)json["name"] ?? Path.GetFileNameWithoutExtension(file), json["needs"] as JsonObject ?? [], steps)
            : null;
}
