using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2031.</summary>
public sealed class NotDerivedTypeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [JsonDerivedType(typeof(Circle), "c")] [{|SET2031:JsonDerivedType(typeof(Other), "o")|}] public class Shape; public class Circle : Shape; public class Other; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        """
        [{|SET2031:JsonDerivedType(typeof(Circle<>), "c")|}] public class Shape; public class Circle<T> : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [JsonDerivedType(typeof(Circle), "c")] [JsonDerivedType(typeof(Ball), "b")] public interface IShape; public class Circle : IShape; public class Ball : Circle; [Document("a", Key = "a")] public partial class Thing { public IShape? Shape { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_names_both_types() => Verify.MessageAsync(
        """
        [JsonDerivedType(typeof(Other), "o")] public class Shape; public class Other; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        "'Other' does not derive from 'Shape'; remove the attribute, or derive it");

    [Fact]
    public Task A_type_that_cannot_be_read_is_another_mistake() => Verify.MessageAsync(
        """
        [JsonDerivedType(typeof(Circle<>), "c")] public class Shape; public class Circle<T> : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        "'Circle<>' cannot be read as one of the types of 'Shape', because it is a collection, generic or not accessible");

    [Fact]
    public Task The_attribute_is_removed() => Verify.FixAsync<RemoveAttributeFix>(
        """
        /// <summary>Comment.</summary>
        [JsonDerivedType(typeof(Other), "o")]
        [JsonDerivedType(typeof(Circle), "c"), JsonDerivedType(typeof(Third), "t")]
        public class Shape;

        public class Circle : Shape;
        public class Other;
        public class Third;

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Shape? Shape { get; set; }
        }
        """,
        """
        /// <summary>Comment.</summary>
        [JsonDerivedType(typeof(Circle), "c")]
        public class Shape;

        public class Circle : Shape;
        public class Other;
        public class Third;

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public Shape? Shape { get; set; }
        }
        """,
        oneStep: false);
}
