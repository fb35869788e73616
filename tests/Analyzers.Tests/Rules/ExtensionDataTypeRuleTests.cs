using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2024.</summary>
public sealed class ExtensionDataTypeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonExtensionData] public Dictionary<string, int>? {|SET2024:More|} { get; set; } }
        """,
        """
        public class Part { [JsonExtensionData] public System.Text.Json.JsonElement {|SET2024:More|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonExtensionData] public Dictionary<string, object>? More { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonExtensionData] public IDictionary<string, System.Text.Json.JsonElement>? More { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonExtensionData] public System.Text.Json.Nodes.JsonObject? More { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_lists_the_types() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonExtensionData] public Dictionary<string, int>? More { get; set; } }
        """,
        "'Thing.More' has the type 'Dictionary<string, int>', which cannot keep every JSON; use Dictionary<string, JsonElement>, Dictionary<string, object> or JsonObject");

    [Fact]
    public Task The_type_is_changed() => Verify.FixAsync<UseUntypedExtensionFix>(
        """
        using System.Text.Json;

        public class Part
        {
            [JsonExtensionData] public SortedList<string, object> Rest { get; set; } = [];
        }

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Part? Part { get; set; }
            [JsonExtensionData] public Dictionary<string, int>? More { get; set; }
        }
        """,
        """
        using System.Text.Json;

        public class Part
        {
            [JsonExtensionData] public Dictionary<string, JsonElement> Rest { get; set; } = [];
        }

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Part? Part { get; set; }
            [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; set; }
        }
        """,
        oneStep: false);
}
