using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2030; no fix, as discriminators stand in stored documents.</summary>
public sealed class DuplicateDiscriminatorRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [JsonDerivedType(typeof(Circle), "a"), {|SET2030:JsonDerivedType(typeof(Square), "a")|}] public class Shape; public class Circle : Shape; public class Square : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        """
        [JsonDerivedType(typeof(Circle), 1)] [{|SET2030:JsonDerivedType(typeof(Circle), 2)|}] public interface IShape; public class Circle : IShape; [Document("a", Key = "a")] public partial class Thing { public List<IShape>? Shapes { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [JsonDerivedType(typeof(Circle), "1")] [JsonDerivedType(typeof(Square), 1)] [JsonDerivedType(typeof(Shape), "shape")] public class Shape; public class Circle : Shape; public class Square : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        """
        [JsonDerivedType(typeof(Circle))] [JsonDerivedType(typeof(Square))] public class Shape; public class Circle : Shape; public class Square : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_names_both_types() => Verify.MessageAsync(
        """
        [JsonDerivedType(typeof(Circle), 7), JsonDerivedType(typeof(Square), 7)] public class Shape; public class Circle : Shape; public class Square : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        "'Shape' declares the discriminator '7' for both 'Circle' and 'Square'; give each its own");

    [Fact]
    public Task A_type_that_is_declared_twice_is_another_mistake() => Verify.MessageAsync(
        """
        [JsonDerivedType(typeof(Circle), 1), JsonDerivedType(typeof(Circle), 2)] public class Shape; public class Circle : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        "'Shape' declares 'Circle' twice; keep one of the attributes");
}
