using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2005.</summary>
public sealed class NullConditionOnValueTypeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int {|SET2005:Count|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Count { get; set; } [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Other { get; set; } }
        """,
    ];

    [Fact]
    public Task The_condition_becomes_one_on_the_default_value() => Verify.FixAsync<UseDefaultConditionFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // rarely set
            public int Count { get; set; }

            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
            public Guid Id { get; set; }
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // rarely set
            public int Count { get; set; }

            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
            public Guid Id { get; set; }
        }
        """,
        oneStep: false);
}
