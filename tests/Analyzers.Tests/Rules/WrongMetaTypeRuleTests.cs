using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET3004; no fix, as only the author knows which metadatum was meant.</summary>
public sealed class WrongMetaTypeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [Meta] public ulong {|SET3004:Version|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [Meta] public DateTimeOffset {|SET3004:Expiry|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [Meta] public string? {|SET3004:Key|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [Meta] public Cas Version { get; set; } [Meta] public DocumentKey<Thing> Key { get; set; } [Meta] public DateTimeOffset? Expiry { get; private set; } }
        """,
    ];
}
