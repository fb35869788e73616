using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2001; no fix, as the right type cannot be guessed.</summary>
public sealed class UnsupportedMemberTypeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Action? {|SET2001:Do|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public List<Func<int>>? {|SET2001:Later|} { get; set; } public IComparable? {|SET2001:Sorted|} { get; set; } }
        """,
        """
        public class Part { public System.Threading.Timer? {|SET2001:Timer|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } } [Document("b", Key = "b")] public partial class Other { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonIgnore] public Action? Do { get; set; } public static Func<int>? Later { get; set; } public Action? Field; }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public int[][]? Grid { get; set; } public object? Any { get; set; } public Dictionary<Guid, Half?>? Map { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_names_the_part_that_is_the_cause() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public List<Action>? Jobs { get; set; } }
        """,
        "'Thing.Jobs' holds 'Action', which cannot be written and read as JSON; change the type or mark the member with [JsonIgnore]");
}
