using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2006; no fix, as the attribute has a purpose that must be met in another way.</summary>
public sealed class UnsupportedAttributeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [JsonDerivedType(typeof(Circle))] public class Shape; public class Circle : Shape; [Document("a", Key = "a")] public partial class Thing { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public Shape {|SET2006:Shape|} { get; } = new Circle(); }
        """,
        """
        public class OwnAttribute : JsonConverterAttribute; [Document("a", Key = "a")] public partial class Thing { [Own] public int {|SET2006:Count|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] [Document("a", Key = "a")] public partial class Thing;
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonPropertyName("n"), JsonPropertyOrder(1), JsonInclude, JsonRequired] public int Name { get; set; } [JsonConverter(typeof(JsonStringEnumConverter))] public DayOfWeek Day { get; set; } }
        """,
    ];
}
