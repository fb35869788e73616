using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2003; no fix, as the right constructor cannot be guessed.</summary>
public sealed class UnusableConstructorRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class {|SET2003:Thing|} { public Thing(int a) { } public Thing(string b) { } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int {|SET2003:missing|}) { } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int {|SET2003:other|}) => Other = ""; public string Other { get; } }
        """,
        """
        [Document("a", Key = "a")] public partial class {|SET2003:Thing|} { [JsonConstructor] public Thing() { } [JsonConstructor] public Thing(int a) { } }
        """,
        """
        public abstract class {|SET2003:Part|}; [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
        """
        public class {|SET2003:Part|} { private Part() { } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(in int {|SET2003:a|}) => A = a; public int A { get; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [JsonDerivedType(typeof(Circle), "c")] public abstract class Shape; public class Circle : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { private Thing() { } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int a) => A = a; [JsonConstructor] private Thing(int a, string b) => (A, B) = (a, b); public int A { get; } public string B { get; } = ""; }
        """,
        """
        [Document("a", Key = "a")] public partial record Thing(int Id, [property: Meta] Cas Version);
        """,
    ];
}
