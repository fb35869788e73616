using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2008.</summary>
public sealed class PrivateSetterRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public int {|SET2008:Count|} { get; private set; } public int {|SET2008:Other|} { get; internal init; } }
        """,
        """
        public class Part { public int {|SET2008:Count|} { get; protected set; } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonInclude] public int Count { get; private set; } [JsonIgnore] public int A { get; private set; } [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] public int B { get; private set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int count) => Count = count; public int Count { get; private set; } }
        """,
    ];

    [Fact]
    public Task The_attribute_is_added() => Verify.FixAsync<AddJsonIncludeFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            /// <summary>How often.</summary>
            public int Count { get; private set; }

            [JsonPropertyName("o")]
            public int Other { get; internal set; }
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            /// <summary>How often.</summary>
            [JsonInclude]
            public int Count { get; private set; }

            [JsonInclude]
            [JsonPropertyName("o")]
            public int Other { get; internal set; }
        }
        """,
        oneStep: false);
}
