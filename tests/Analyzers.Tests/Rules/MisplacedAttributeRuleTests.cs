using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2041; no fix, as whether the attribute or its place is wrong cannot be guessed.</summary>
public sealed class MisplacedAttributeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public DayOfWeek {|SET2041:Day|} { get; set; } [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public List<List<int>>? {|SET2041:Deep|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public string? {|SET2041:Name|} { get; set; } [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public bool {|SET2041:On|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public int[] {|SET2041:Numbers|} { get; set; } = []; }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public string {|SET2041:Name|} { get; set; } = ""; [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public System.Collections.Immutable.ImmutableList<int> {|SET2041:List|} { get; set; } = []; }
        """,
        """
        [Document("a", Key = "a")] public partial record Thing(int Id) { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public List<int> {|SET2041:Numbers|} { get; } = []; }
        """,
        """
        [JsonDefaults] public class {|SET2041:Part|}; [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] [Document("a", Key = "a")] public partial class Thing { public DayOfWeek Day { get; set; } [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public Dictionary<string, int?>? Map { get; set; } [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public decimal? Price { get; set; } }
        """,
        """
        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] [Document("a", Key = "a")] public partial class Thing { public int[] Numbers { get; set; } = []; public List<int> More { get; } = []; public Part Part { get; } = new(); } public class Part;
        """,
        """
        [JsonDefaults] [Document("a", Key = "a")] public partial class Thing { public Other? Other { get; set; } } [JsonDefaults(IncludeFields = true)] [Document("b", Key = "b")] public partial class Other;
        """,
    ];
}
