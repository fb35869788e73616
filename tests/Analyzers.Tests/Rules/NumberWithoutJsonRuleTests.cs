using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2018; no fix, as it depends on the values which type can hold them.</summary>
public sealed class NumberWithoutJsonRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Numerics.BigInteger {|SET2018:Big|} { get; set; } public System.Numerics.Complex {|SET2018:Z|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Text.Rune? {|SET2018:Sign|} { get; set; } public List<Index>? {|SET2018:Places|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Int128 Big { get; set; } public char Sign { get; set; } [JsonIgnore] public Index Place { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_says_what_to_use() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Numerics.BigInteger Big { get; set; } }
        """,
        "'Thing.Big' holds 'BigInteger', which System.Text.Json writes as an object that it cannot read; use Int128, decimal or a string");
}
