using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET3005; no fix, as either member may be the one to keep.</summary>
public sealed class DuplicateMetaRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [Meta] public Cas Version { get; set; } [Meta] public Cas {|SET3005:Other|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [Meta] public Cas Version { get; set; } [Meta] public DateTimeOffset? Expiry { get; set; } }
        """,
    ];
}
