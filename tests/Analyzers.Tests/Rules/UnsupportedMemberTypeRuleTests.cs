using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2001; no fix, as the right type cannot be guessed.</summary>
public sealed class UnsupportedMemberTypeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Action? {|SET2001:Do|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public nint {|SET2001:Handle|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public int[,]? {|SET2001:Grid|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Globalization.CultureInfo? {|SET2001:Culture|} { get; set; } public Type? {|SET2001:Type|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public List<Dictionary<byte[], int>>? {|SET2001:Maps|} { get; set; } }
        """,
        """
        public class Part { public System.Threading.Tasks.Task? {|SET2001:Work|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } } [Document("a", Key = "a")] public partial class Other { public Part? Part { get; set; } }
        """,
    ];

    [Fact]
    public Task An_interface_alone_does_not_say_what_to_make() => Verify.DiagnosticsAsync(
        """public interface IShape; [Document("a", Key = "a")] public partial class Thing { public IShape? {|SET2001:Shape|} { get; set; } }""");

    [Fact]
    public Task Extension_data_is_untyped() => Verify.DiagnosticsAsync(
        """[Document("a", Key = "a")] public partial class Thing { [JsonExtensionData] public Dictionary<string, int>? {|SET2001:More|} { get; set; } }""");

    protected override string[] Negative =>
    [
        """
        [JsonDerivedType(typeof(Circle), 1)] public interface IShape; public class Circle : IShape; [Document("a", Key = "a")] public partial class Thing { public List<IShape>? Shapes { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonIgnore] public Action? Do { get; set; } internal nint Handle { get; set; } public static Type? Type { get; set; } public int[,]? Field; }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public int[][]? Grid { get; set; } public List<Thing>? Things { get; set; } public Dictionary<Guid, Half?>? Map { get; set; } }
        """,
    ];
}
