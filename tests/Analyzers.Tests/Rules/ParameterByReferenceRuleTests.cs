using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2014.</summary>
public sealed class ParameterByReferenceRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(in int {|SET2014:a|}) => A = a; public int A { get; } }
        """,
        """
        public class Part { public Part(ref int {|SET2014:a|}) => A = a; public int A { get; } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(params int[] a) => A = a; public int[] A { get; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing() { } public Thing(in int a) { } }
        """,
    ];

    [Fact]
    public Task The_message_names_parameter_and_type() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(in int a) => A = a; public int A { get; } }
        """,
        "The constructor parameter 'a' of 'Thing' is passed by reference; pass it by value");

    [Fact]
    public Task Parameters_that_are_only_read_are_passed_by_value() => Verify.FixAsync<PassByValueFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Thing(in Guid a, ref readonly int b)
            {
                A = a;
                B = b;
            }

            public Guid A { get; }
            public int B { get; }
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Thing(Guid a, int b)
            {
                A = a;
                B = b;
            }

            public Guid A { get; }
            public int B { get; }
        }
        """,
        oneStep: false);

    [Fact]
    public Task A_parameter_that_gives_back_is_left() => Verify.NoFixAsync<PassByValueFix>(
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(ref int a) => A = a; public int A { get; } }
        """);
}
