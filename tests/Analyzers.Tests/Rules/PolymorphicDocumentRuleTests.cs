using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2032; no fix, as it depends on the model where the variants belong.</summary>
public sealed class PolymorphicDocumentRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [JsonDerivedType(typeof(Circle))] [Document("a", Key = "a")] public partial class {|SET2032:Shape|}; public class Circle : Shape;
        """,
        """
        [JsonPolymorphic] [Document("a", Key = "a")] public partial class {|SET2032:Shape|};
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [JsonDerivedType(typeof(Circle), "c")] public class Shape; public class Circle : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_offers_both_ways() => Verify.MessageAsync(
        """
        [JsonDerivedType(typeof(Circle))] [Document("a", Key = "a")] public partial class Shape; public class Circle;
        """,
        "The document 'Shape' has [JsonDerivedType] or [JsonPolymorphic], but a collection of documents holds one type; mark each derived type with [Document], or move what varies into a member");
}
