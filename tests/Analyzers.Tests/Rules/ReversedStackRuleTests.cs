using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2027; no fix, as the code that pushes and pops must change as well.</summary>
public sealed class ReversedStackRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Stack<int>? {|SET2027:Undo|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Dictionary<string, System.Collections.Concurrent.ConcurrentStack<int>[]>? {|SET2027:Stacks|} { get; set; } }
        """,
        """
        public class Part { public System.Collections.Immutable.ImmutableStack<int>? {|SET2027:Undo|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonIgnore] public Stack<int>? Undo { get; set; } public Queue<int>? Next { get; set; } }
        """,
        """
        public class Stack { public int Height { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Stack? Hay { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_names_the_stack() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public List<Stack<int>>? Undo { get; set; } }
        """,
        "'Thing.Undo' holds 'Stack<int>', which is written from its top and pushed back in that order, so that each round trip reverses it; use a list");
}
