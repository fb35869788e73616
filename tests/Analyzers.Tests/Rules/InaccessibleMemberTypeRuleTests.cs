using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2035; no fix, as either the type or its containers can change.</summary>
public sealed class InaccessibleMemberTypeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        public class Holder { private class Part; public class Inner { [JsonInclude] private Part? {|SET2035:Part|} { get; set; } } } [Document("a", Key = "a")] public partial class Thing { public Holder.Inner? Inner { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        public partial class Outer { private class Part; [Document("a", Key = "a")] private partial class Thing { public Part? Part { get; set; } } }
        """,
    ];

    [Fact]
    public Task The_message_offers_both_ways() => Verify.MessageAsync(
        """
        public class Holder { private class Part; public class Inner { [JsonInclude] private Part? Part { get; set; } } } [Document("a", Key = "a")] public partial class Thing { public Holder.Inner? Inner { get; set; } }
        """,
        "'Inner.Part' holds 'Holder.Part', which generated code cannot see; make it internal, or its containing types partial");
}
