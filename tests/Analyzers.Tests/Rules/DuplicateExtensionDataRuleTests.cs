using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2007; no fix, as either member may be the one to keep.</summary>
public sealed class DuplicateExtensionDataRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing
        {
            [JsonExtensionData] public Dictionary<string, object>? More { get; set; }
            [JsonExtensionData] public Dictionary<string, object>? {|SET2007:Rest|} { get; set; }
        }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonExtensionData] public Dictionary<string, object?>? More { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonExtensionData] public System.Text.Json.Nodes.JsonObject? More { get; init; } }
        """,
    ];
}
