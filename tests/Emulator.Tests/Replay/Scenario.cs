using System.Text.Json.Nodes;

namespace Settee.Emulator.Tests.Replay;

/// <summary>What a scenario expected and did not get.</summary>
public sealed class MismatchException(string where, object? expected, object? got)
    : Exception($"{where}: expected {expected}, got {got}");

/// <summary>A recorded conversation.</summary>
public sealed record Scenario(string Name, JsonObject Needs, JsonArray Steps)
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    public static IEnumerable<string> Topics => Directory.EnumerateDirectories(Root).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    public static IEnumerable<Scenario> OfTopic(string topic) =>
        Directory.EnumerateFiles(Path.Combine(Root, topic), "*.json").Order(StringComparer.Ordinal).Select(Load);

    private static Scenario Load(string file)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        return new Scenario((string)json["name"]!, json["needs"]!.AsObject(), json["steps"]!.AsArray());
    }
}
