using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2016.</summary>
public sealed class NativeNumberRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public nint {|SET2016:Handle|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public List<nuint?>? {|SET2016:Handles|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public IntPtr {|SET2016:Handle|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { internal nint Handle { get; set; } [JsonIgnore] public nuint Other { get; set; } public long Number { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_names_the_number_to_use() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public nint Handle { get; set; } }
        """,
        "'Thing.Handle' holds 'nint', whose size depends on the machine; use 'long'");

    [Fact]
    public Task The_number_gets_a_fixed_size() => Verify.FixAsync<UseFixedSizeNumberFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public nint Handle { get; set; } // comment
            public Dictionary<string, nuint?>? Handles { get; set; }
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public long Handle { get; set; } // comment
            public Dictionary<string, ulong?>? Handles { get; set; }
        }
        """,
        oneStep: false);
}
