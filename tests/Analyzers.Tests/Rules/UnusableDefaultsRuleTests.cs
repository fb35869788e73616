using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2040; no fix, as the wanted value cannot be guessed.</summary>
public sealed class UnusableDefaultsRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [JsonDefaults({|SET2040:DefaultIgnoreCondition = JsonIgnoreCondition.Always|})] [Document("a", Key = "a")] public partial class Thing;
        """,
        """
        [assembly: JsonDefaults({|SET2040:MaxDepth = -1|}, IncludeFields = true)] [Document("a", Key = "a")] public partial class Thing; [Document("a", Key = "a")] public partial class Other;
        """,
        """
        [JsonDefaults({|SET2040:ReadCommentHandling = System.Text.Json.JsonCommentHandling.Allow|})] [Document("a", Key = "a")] public partial class Thing;
        """,
        """
        [JsonDefaults({|SET2040:PropertyNamingPolicy = (JsonKnownNamingPolicy)9|})] [Document("a", Key = "a")] public partial class Thing;
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [assembly: JsonDefaults(System.Text.Json.JsonSerializerDefaults.Strict, MaxDepth = 3)] [JsonDefaults(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip)] [Document("a", Key = "a")] public partial class Thing;
        """,
    ];
}
