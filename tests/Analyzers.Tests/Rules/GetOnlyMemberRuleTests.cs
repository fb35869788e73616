using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2009.</summary>
public sealed class GetOnlyMemberRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public string {|SET2009:Name|} { get; } = ""; public int {|SET2009:Number|} { get; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public int Computed => 1; public int Block { get { return 2; } } [JsonIgnore] public int A { get; } public static int B { get; } internal int C { get; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing(int number) { public int Number { get; } = number; }
        """,
    ];

    [Fact]
    public Task The_accessor_is_added() => Verify.FixAsync<AddInitFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public string Name { get; } = ""; // none at first
            public int Number { get; }
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public string Name { get; init; } = ""; // none at first
            public int Number { get; init; }
        }
        """,
        oneStep: false);
}
