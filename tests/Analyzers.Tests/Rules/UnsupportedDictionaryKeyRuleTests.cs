using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2022; no fix, as the right key is for its author to choose.</summary>
public sealed class UnsupportedDictionaryKeyRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public List<Dictionary<byte[], int>>? {|SET2022:Maps|} { get; set; } }
        """,
        """
        public record struct Point(int X, int Y); [Document("a", Key = "a")] public partial class Thing { public SortedDictionary<Point, List<string>>? {|SET2022:Names|} { get; set; } }
        """,
        """
        public class Map : Dictionary<Map, int>; [Document("a", Key = "a")] public partial class Thing { public Map? {|SET2022:Map|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Dictionary<Guid, Half?>? A { get; set; } public IDictionary<DayOfWeek, int>? B { get; set; } public Dictionary<Int128, int>? C { get; set; } public Dictionary<bool, int>? D { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_names_the_key() => Verify.MessageAsync(
        """
        public record struct Point(int X, int Y); [Document("a", Key = "a")] public partial class Thing { public Dictionary<Point, string>? Names { get; set; } }
        """,
        "'Thing.Names' is a dictionary with keys of the type 'Point', which have no text to be names in JSON; use string, a number, Guid, an enum or a date, or a list of pairs");
}
