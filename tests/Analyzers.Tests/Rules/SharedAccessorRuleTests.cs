using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET1007; no fix, as a new name is for the author to find.</summary>
public sealed class SharedAccessorRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "one::{Id}")] public partial class {|SET1007:One|} { public int Id { get; set; } }
        [Document("s.a", Key = "two::{Id}")] public partial class {|SET1007:Two|} { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = "one::{Id}", Accessor = "Things")] public partial class {|SET1007:One|} { public int Id { get; set; } }
        public partial class Outer { [Document("b", Key = "two::{Id}", Accessor = "Things")] public partial class {|SET1007:Two|} { public int Id { get; set; } } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "one::{Id}")] public partial class One { public int Id { get; set; } }
        [Document("a", Key = "two::{Id}", Accessor = "Twos")] public partial class Two { public int Id { get; set; } }
        namespace Other { [Document("a", Key = "three::{Id}")] public partial class Three { public int Id { get; set; } } }
        """,
        """
        [Document("a", Key = "one::{Id}")] public partial class One { public int Id { get; set; } }
        public partial class Outer { [Document("a", Key = "two::{Id}")] private partial class Two { public int Id { get; set; } } }
        """,
    ];
}
