using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET3006; no fix, as a life time cannot be guessed.</summary>
public sealed class UnusableExpiryRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a", Expiry = {|SET3006:"soon"|})] public partial class Thing;
        """,
        """
        [Document("a", Key = "a", Expiry = {|SET3006:"30"|})] public partial class Thing;
        """,
        """
        [Document("a", Key = "a", Expiry = {|SET3006:"0d"|})] public partial class Thing;
        """,
        """
        [Document("a", Key = "a", Expiry = {|SET3006:"-1d"|})] public partial class Thing;
        """,
        """
        [Document("a", Key = "a", Expiry = {|SET3006:"1.5h"|})] public partial class Thing;
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a", Expiry = "90s")] public partial class Thing;
        """,
        """
        [Document("a", Key = "a", Expiry = "30d")] public partial class Thing;
        """,
    ];
}
