using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET1002; no fix, as only the author knows where the type should stand.</summary>
public sealed class UnnamableDocumentRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class {|SET1002:Thing|}<T>;
        """,
        """
        public partial class Outer<T> { [Document("a", Key = "a")] public partial class {|SET1002:Thing|}; }
        """,
        """
        [Document("a", Key = "a")] file partial class {|SET1002:Thing|};
        """,
    ];

    protected override string[] Negative =>
    [
        """
        public class Box<T> { public T? Value { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Box<int>? Box { get; set; } }
        """,
    ];
}
