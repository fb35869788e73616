using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2029; no fix, as a tree is no mistake.</summary>
public sealed class CyclicTypeRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public List<Thing>? {|SET2029:Children|} { get; set; } }
        """,
        """
        public class Node { public Leaf? Leaf { get; set; } } public class Leaf { public Node? {|SET2029:Node|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Node? Node { get; set; } }
        """,
        """
        [JsonDerivedType(typeof(Group), "g")] public interface IShape; public class Group : IShape { public IShape[]? {|SET2029:Parts|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public IShape? Shape { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        public class Part { public int A { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Part? A { get; set; } public Part? B { get; set; } public List<Part>? C { get; set; } [JsonIgnore] public Thing? Parent { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_shows_the_way_around() => Verify.MessageAsync(
        """
        public class Node { public Leaf? Leaf { get; set; } } public class Leaf { public Node? Node { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Node? Node { get; set; } }
        """,
        "'Leaf.Node' lets an object hold itself (Node > Leaf > Node); an object that does is refused when it is written, as is one that is nested more than 64 deep");
}
