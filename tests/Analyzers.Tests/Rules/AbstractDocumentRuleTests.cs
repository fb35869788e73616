using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET1003; no fix, as the attribute belongs to other types.</summary>
public sealed class AbstractDocumentRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public abstract partial class {|SET1003:Thing|};
        """,
        """
        [Document("a", Key = "a")] public static partial class {|SET1003:Thing|};
        """,
    ];

    protected override string[] Negative =>
    [
        """
        public abstract class Base { public int Id { get; set; } } [Document("a", Key = "a::{Id}")] public partial class Thing : Base;
        """,
    ];
}
