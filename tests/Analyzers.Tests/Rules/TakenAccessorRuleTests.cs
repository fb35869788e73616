using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET1006; no fix, as a new name is for the author to find.</summary>
public sealed class TakenAccessorRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "{Id}", Accessor = {|SET1006:"Raw"|})] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = "{Id}", Accessor = {|SET1006:"Bucket"|})] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = "{Id}", Accessor = {|SET1006:"ToString"|})] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [{|SET1006:Document("s.scope", Key = "{Id}")|}] public partial class Thing { public int Id { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("s.scope", Key = "{Id}", Accessor = "Scopes")] public partial class Thing { public int Id { get; set; } }
        """,
        """
        public partial class Outer { [Document("a", Key = "{Id}", Accessor = "Raw")] private partial class Thing { public int Id { get; set; } } }
        """,
    ];
}
