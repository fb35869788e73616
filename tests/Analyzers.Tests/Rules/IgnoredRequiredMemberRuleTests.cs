using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2004; no fix, as either attribute may be the wrong one.</summary>
public sealed class IgnoredRequiredMemberRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonIgnore] public required int {|SET2004:Id|} { get; set; } }
        """,
        """
        public class Part { [JsonIgnore] public required int {|SET2004:Id|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public required int Id { get; set; } [JsonIgnore] public int Other { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Thing() { } [JsonIgnore] public required int Id { get; set; } }
        """,
    ];
}
