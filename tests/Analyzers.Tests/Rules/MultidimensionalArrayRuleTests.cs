using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2021.</summary>
public sealed class MultidimensionalArrayRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public int[,]? {|SET2021:Grid|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public List<int[,,][]>? {|SET2021:Grids|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public int[][]? Grid { get; set; } [JsonIgnore] public int[,]? Other { get; set; } public int[,]? Field; }
        """,
    ];

    [Fact]
    public Task The_message_writes_the_jagged_type() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public int[,][]? Grid { get; set; } }
        """,
        "'Thing.Grid' holds 'int[,][]', but JSON has arrays of arrays only; use 'int[][][]'");

    [Fact]
    public Task The_array_becomes_one_of_arrays() => Verify.FixAsync<UseJaggedArrayFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public int[,]? Grid { get; set; }
            public List<string?[,,]> Grids { get; set; } = [];
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            public int[][]? Grid { get; set; }
            public List<string?[][][]> Grids { get; set; } = [];
        }
        """,
        oneStep: false);
}
