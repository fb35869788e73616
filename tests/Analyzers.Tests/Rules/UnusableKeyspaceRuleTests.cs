using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET1004; no fix, as a name cannot be guessed.</summary>
public sealed class UnusableKeyspaceRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document({|SET1004:"a.b.c"|}, Key = "a")] public partial class Thing;
        """,
        """
        [Document({|SET1004:""|}, Key = "a")] public partial class Thing;
        """,
        """
        [Document({|SET1004:"_mine"|}, Key = "a")] public partial class Thing;
        """,
        """
        [Document({|SET1004:"ä"|}, Key = "a")] public partial class Thing;
        """,
        """
        [Document({|SET1004:"a."|}, Key = "a")] public partial class Thing;
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("_default", Key = "a")] public partial class Thing;
        """,
        """
        [Document("_default._default", Key = "a")] public partial class Thing;
        """,
        """
        [Document("tenant-1.a_b%c", Key = "a")] public partial class Thing;
        """,
    ];
}
