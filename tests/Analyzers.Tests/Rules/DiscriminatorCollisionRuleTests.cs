using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2023; no fix, as a name in stored documents is not changed lightly.</summary>
public sealed class DiscriminatorCollisionRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [JsonDerivedType(typeof(Circle), "c")] public class Shape; public class Circle : Shape { [JsonPropertyName("$type")] public int {|SET2023:Kind|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        """
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")] [JsonDerivedType(typeof(Circle), 1)] public abstract class Shape { public int {|SET2023:Kind|} { get; set; } } public class Circle : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")] [JsonDerivedType(typeof(Circle), 1)] public abstract class Shape { [JsonIgnore] public int Kind { get; set; } public int Type { get; set; } } public class Circle : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        """
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")] [JsonDerivedType(typeof(Circle))] public class Shape { public int Kind { get; set; } } public class Circle : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_offers_both_ways() => Verify.MessageAsync(
        """
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")] [JsonDerivedType(typeof(Circle), 1)] public abstract class Shape; public class Circle : Shape { public int Kind { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        "'Circle.Kind' has the JSON name 'kind', which tells the types of 'Shape' apart; rename the member with [JsonPropertyName] or set TypeDiscriminatorPropertyName");
}
