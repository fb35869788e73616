using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET1005; no fix, as a new name is for the author to find.</summary>
public sealed class TakenMemberNameRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "{Id}")] public partial class Thing { public int Id { get; set; } public string? {|SET1005:Fields|} { get; set; } }
        """,
        """
        [Document("a", Key = "{Id}")] public partial class Thing { public int Id { get; set; } private class {|SET1005:JsonState|}; }
        """,
        """
        [Document("a", Key = "{Id}")] public partial class Thing { public int Id { get; set; } public string? {|SET1005:KeyFor|} { get; set; } }
        """,
        """
        [Document("a", Key = "{Id}")] public partial class Thing { public int Id { get; set; } public static string {|SET1005:KeyFor|}(int number) => ""; }
        """,
        """
        [Document("a", Key = "{Id}")] public partial class Thing { public int Id { get; set; } public static string {|SET1005:KeyOf|}(Thing thing) => ""; }
        """,
        """
        [Document("a", Key = "{Id}")] public partial class Thing { public int Id { get; set; } public bool {|SET1005:TryParseKey|} { get; set; } }
        """,
        """
        [Document("a", Key = "{Id}")] public partial class {|SET1005:Fields|} { public int Id { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "{Id}")] public partial class Thing { public int Id { get; set; } public static string KeyFor(string text) => ""; public static int KeyOf(int n) => n; public static bool TryParseKey(string text) => false; }
        """,
        """
        [Document("a", Key = "{Id}")] public partial class Thing { public int Id { get; set; } [JsonPropertyName("fields")] public string? Columns { get; set; } public Part? Part { get; set; } } public class Part { public int Fields { get; set; } public int KeyFor { get; set; } public int KeyOf { get; set; } }
        """,
    ];
}
