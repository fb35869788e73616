using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2011.</summary>
public sealed class InaccessibleConstructorRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        public class Part { private {|SET2011:Part|}() { } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
        """
        public class Part { protected {|SET2011:Part|}() { } } [Document("a", Key = "a")] public partial class Thing { public Part[]? Parts { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { private Thing() { } }
        """,
        """
        public class Part { [JsonConstructor] private Part() { } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
        """
        public struct Part { internal Part(int a) { } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_offers_both_ways() => Verify.MessageAsync(
        """
        public class Part { internal Part() { } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
        "'Part' has no public constructor; mark the one that reading should use with [JsonConstructor], or make it public");

    [Fact]
    public Task The_constructor_is_marked() => Verify.FixAsync<AddJsonConstructorFix>(
        """
        public class Part
        {
            // Hidden.
            private Part() { }
        }

        public class Other
        {
            protected Other() { }
        }

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Part? Part { get; set; }
            public Other? Other { get; set; }
        }
        """,
        """
        public class Part
        {
            // Hidden.
            [JsonConstructor]
            private Part() { }
        }

        public class Other
        {
            [JsonConstructor]
            protected Other() { }
        }

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Part? Part { get; set; }
            public Other? Other { get; set; }
        }
        """,
        oneStep: false);
}
