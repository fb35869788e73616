using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2013.</summary>
public sealed class ParameterTypeMismatchRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int {|SET2013:other|}) => Other = ""; public string Other { get; } }
        """,
        """
        public record Part { public Part(int {|SET2013:size|}) => Size = size; public long? Size { get; } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(string? other) => Other = other ?? ""; public string Other { get; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(List<int> other) => Other = other; public List<int> Other { get; } }
        """,
    ];

    [Fact]
    public Task The_message_names_both_types() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int size) => Size = size; public long? Size { get; } }
        """,
        "The constructor parameter 'size' of 'Thing' has the type 'int', but the member 'Size' has 'long?'; give both the same type");

    [Fact]
    public Task The_parameter_gets_the_type_of_the_member() => Verify.FixAsync<UseMemberTypeFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Thing(int size, float weight)
            {
                Size = size;
                Weight = weight;
            }

            public long? Size { get; }
            public double Weight { get; }
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Thing(long? size, double weight)
            {
                Size = size;
                Weight = weight;
            }

            public long? Size { get; }
            public double Weight { get; }
        }
        """,
        oneStep: false);
}
