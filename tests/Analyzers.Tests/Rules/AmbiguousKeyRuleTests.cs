using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET3003.</summary>
public sealed class AmbiguousKeyRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = {|SET3003:"a::{A}{B}"|})] public partial class Thing { public string A { get; set; } = ""; public string B { get; set; } = ""; }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "{A}-{B}")] public partial class Thing { public string A { get; set; } = ""; public string B { get; set; } = ""; }
        """,
        """
        [Document("a", Key = "{A}::{A}")] public partial class Thing { public int A { get; set; } }
        """,
    ];

    [Fact]
    public Task The_parts_are_separated() => Verify.FixAsync<SeparateKeyPartsFix>(
        """[Document("a", Key = "{A}{B}{A}")] public partial record Thing(int A, int B);""",
        """[Document("a", Key = "{A}::{B}::{A}")] public partial record Thing(int A, int B);""");
}
