using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET1001.</summary>
public sealed class NotPartialRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public class {|SET1001:Thing|};
        """,
        """
        [Document("a", Key = "a")] record struct {|SET1001:Thing|};
        """,
        """
        public class {|SET1001:Outer|} { [Document("a", Key = "a")] public partial class Thing; }
        """,
        """
        class {|SET1001:Outer|} { struct {|SET1001:Middle|} { [Document("a", Key = "a")] record {|SET1001:Thing|}; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing;
        """,
        """
        public partial class Outer { public partial interface Middle { [Document("a", Key = "a")] public partial record Thing; } }
        """,
        """
        public class Plain; [Document("a", Key = "a")] public partial class Thing { public Plain? Plain { get; set; } }
        """,
    ];

    [Fact]
    public Task The_type_and_its_containers_are_made_partial_in_one_step() => Verify.FixAsync<MakePartialFix>(
        """
        /// <summary>Comment.</summary>
        class Outer
        {
            // Another.
            public static class Middle
            {
                [Document("a", Key = "a")]
                public sealed record Thing;
            }
        }
        """,
        """
        /// <summary>Comment.</summary>
        partial class Outer
        {
            // Another.
            public static partial class Middle
            {
                [Document("a", Key = "a")]
                public sealed partial record Thing;
            }
        }
        """);

    [Fact]
    public Task Several_types_are_made_partial_together() => Verify.FixAsync<MakePartialFix>(
        """
        class Outer
        {
            [Document("a", Key = "a")] class A;
            [Document("b", Key = "b")] readonly record struct B;
        }
        """,
        """
        partial class Outer
        {
            [Document("a", Key = "a")] partial class A;
            [Document("b", Key = "b")] readonly partial record struct B;
        }
        """,
        oneStep: false);

    [Fact]
    public Task The_message_says_whose_code_needs_it() => Verify.MessageAsync(
        """class Outer { [Document("a", Key = "a")] partial class Thing; }""",
        "'Outer' must be partial, so that the code of the document 'Thing' can be generated into it");
}
