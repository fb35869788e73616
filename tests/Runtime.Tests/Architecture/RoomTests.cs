using System.Text.RegularExpressions;

namespace Runtime.Tests.Architecture;

/// <summary>A room of the runtime uses the rooms below it, never one above (docs/architecture.md). Checked on the sources.</summary>
public sealed partial class RoomTests
{
    // What each room may use, besides the vocabulary in the root namespace.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Wire"] = [],
        ["Transport"] = ["Wire"],
        ["Topology"] = ["Wire", "Transport"],
        ["Connecting"] = ["Wire", "Transport", "Topology", "Diagnostics"],
        ["Dispatch"] = ["Wire", "Transport", "Topology", "Connecting", "Diagnostics"],
        ["Health"] = ["Wire", "Transport", "Topology", "Connecting", "Dispatch"],
        ["Documents"] = ["Wire"],
        ["Operations"] = ["Wire", "Transport", "Topology", "Dispatch", "Documents", "Diagnostics"],

        // Log messages and reports name what they print.
        ["Diagnostics"] = ["Wire", "Transport", "Topology", "Connecting", "Dispatch"],
        ["Options"] = ["Wire", "Connecting", "Topology", "Documents"],
        ["SubDocument"] = ["Wire", "Dispatch", "Documents"],
        ["Errors"] = ["Connecting"],
        ["Hosting"] = [],
        ["Structures"] = ["Documents", "Operations", "Wire"],
    };

    public static TheoryData<string> Rooms => [.. Directory.GetDirectories(Runtime).Select(folder => Path.GetFileName(folder)!).Where(IsRoom)];

    private static string Runtime
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Toolkit.sln")))
                folder = folder.Parent;

            return Path.Combine(folder.FullName, "src", "Runtime");
        }
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_rooms_below(string room)
    {
        Assert.True(Allowed.TryGetValue(room, out var allowed), $"The room {room} has no place in the house yet: say above what it may use.");
        foreach (var file in Directory.GetFiles(Path.Combine(Runtime, room), "*.cs", SearchOption.AllDirectories))
        {
            var used = UsedRoom.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Where(name => name != room).ToHashSet();
            Assert.True(used.IsSubsetOf(allowed), $"{Path.GetRelativePath(Runtime, file)} uses {string.Join(", ", used.Except(allowed))}.");
        }
    }

    private static bool IsRoom(string folder) => folder is not ("bin" or "obj" or "buildTransitive");

    [GeneratedRegex(@"^using (?:static )?Settee\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsedRoom { get; }
}
