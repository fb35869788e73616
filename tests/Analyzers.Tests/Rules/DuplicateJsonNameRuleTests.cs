using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2002; no fix, as either name may be the wrong one.</summary>
public sealed class DuplicateJsonNameRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public int Name { get; set; } public int {|SET2002:name|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public int A { get; set; } [JsonPropertyName("a")] public int {|SET2002:B|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public int A { get; set; } [JsonPropertyName("A")] public int B { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonIgnore] public int A { get; set; } [JsonPropertyName("a")] public int B { get; set; } }
        """,
        """
        public class Base { public int A { get; set; } public virtual int B { get; set; } } [Document("a", Key = "a")] public partial class Thing : Base { public new string? A { get; set; } public override int B { get; set; } }
        """,
    ];
}
