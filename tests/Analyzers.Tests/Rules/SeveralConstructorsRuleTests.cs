using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2003.</summary>
public sealed class SeveralConstructorsRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class {|SET2003:Thing|} { public Thing(int a) { } public Thing(string b) { } }
        """,
        """
        public class {|SET2003:Part|} { public Part(int a) { } public Part(int a, int b) { } } [Document("a", Key = "a")] public partial class Thing { public List<Part>? Parts { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { private Thing() { } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int a) => A = a; [JsonConstructor] private Thing(int a, string b) => (A, B) = (a, b); public int A { get; } public string B { get; } = ""; }
        """,
        """
        [Document("a", Key = "a")] public partial record Thing(int Id, [property: Meta] Cas Version);
        """,
        """
        [Document("a", Key = "a")] public partial struct Thing { public Thing(int a) { } public Thing(string b) { } public int A { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_says_what_to_mark() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int a) { } public Thing(string b) { } }
        """,
        "'Thing' has several constructors and none without parameters; mark the one that reading should use with [JsonConstructor]");

    [Fact]
    public Task The_fullest_constructor_that_members_can_fill_is_marked() => Verify.FixAsync<AddJsonConstructorFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Thing(int a) => A = a;

            /// <summary>All of it.</summary>
            public Thing(int a, string b)
                : this(a) => B = b;

            public Thing(int a, string b, bool other)
                : this(a, b)
            {
            }

            public int A { get; }
            public string B { get; } = "";
        }

        [Document("b", Key = "b")]
        public partial class Other
        {
            public Other(int a) => A = a;
            public Other(int a, int b) => A = a + b;
            public int A { get; }
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Thing(int a) => A = a;

            /// <summary>All of it.</summary>
            [JsonConstructor]
            public Thing(int a, string b)
                : this(a) => B = b;

            public Thing(int a, string b, bool other)
                : this(a, b)
            {
            }

            public int A { get; }
            public string B { get; } = "";
        }

        [Document("b", Key = "b")]
        public partial class Other
        {
            [JsonConstructor]
            public Other(int a) => A = a;
            public Other(int a, int b) => A = a + b;
            public int A { get; }
        }
        """,
        oneStep: false);

    [Fact]
    public Task Nothing_is_offered_when_members_fill_none() => Verify.NoFixAsync<AddJsonConstructorFix>(
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int a) { } public Thing(string b) { } }
        """);
}
