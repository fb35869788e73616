using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2028.</summary>
public sealed class GetOnlyCollectionRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public List<int> {|SET2028:Tags|} { get; } = []; }
        """,
        """
        public class Part { public Dictionary<string, int> {|SET2028:Counts|} { get; } = []; } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public List<int> Tags { get; init; } = []; public IEnumerable<int> Even => Tags; [JsonIgnore] public List<int> Other { get; } = []; }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(List<int> tags) => Tags = tags; public List<int> Tags { get; } }
        """,
    ];

    [Fact]
    public Task The_message_says_what_happens() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public List<int> Tags { get; } = []; }
        """,
        "'Thing.Tags' is written to JSON and comes back empty, because a collection without a setter is not filled; add init");

    [Fact]
    public Task The_accessor_is_added() => Verify.FixAsync<AddInitFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public List<int> Tags { get; } = []; // none at first
            public HashSet<int> Others { get; } = [];
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public List<int> Tags { get; init; } = []; // none at first
            public HashSet<int> Others { get; init; } = [];
        }
        """,
        oneStep: false);
}
