using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2015.</summary>
public sealed class AbstractMemberTypeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        public interface IShape; [Document("a", Key = "a")] public partial class Thing { public IShape? {|SET2015:Shape|} { get; set; } }
        """,
        """
        public abstract class Part; [Document("a", Key = "a")] public partial class Thing { public Dictionary<string, List<Part>>? {|SET2015:Parts|} { get; set; } }
        """,
        """
        public abstract class Part; public class Other { public Part? {|SET2015:Part|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Other? Other { get; set; } } [Document("b", Key = "b")] public partial class Second { public Other? Other { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [JsonDerivedType(typeof(Circle), 1)] public interface IShape; public class Circle : IShape; [Document("a", Key = "a")] public partial class Thing { public List<IShape>? Shapes { get; set; } }
        """,
        """
        [JsonDerivedType(typeof(Circle), "c")] public abstract class Shape; public class Circle : Shape; [Document("a", Key = "a")] public partial class Thing { public Shape? Shape { get; set; } }
        """,
        """
        public abstract class Base { public int Id { get; set; } } [Document("a", Key = "a")] public partial class Thing : Base { [JsonIgnore] public IDisposable? Lock { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_names_member_and_type() => Verify.MessageAsync(
        """
        public interface IShape; [Document("a", Key = "a")] public partial class Thing { public IShape[]? Shapes { get; set; } }
        """,
        "'Thing.Shapes' holds 'IShape', of which no instance can be made when it is read; declare its types with [JsonDerivedType], or use one of them");

    [Fact]
    public Task The_types_of_the_project_are_declared() => Verify.FixAsync<AddDerivedTypesFix>(
        """
        /// <summary>Comment.</summary>
        public interface IShape;

        public record Square(int A) : Circle(A);
        public record Circle(int R) : IShape;

        public abstract class Part;
        public sealed class Bolt : Part;

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public IShape? Shape { get; set; }
            public List<IShape>? Others { get; set; }
            public Part? Part { get; set; }
        }
        """,
        """
        /// <summary>Comment.</summary>
        [JsonDerivedType(typeof(Circle), "circle")]
        [JsonDerivedType(typeof(Square), "square")]
        public interface IShape;

        public record Square(int A) : Circle(A);
        public record Circle(int R) : IShape;

        [JsonDerivedType(typeof(Bolt), "bolt")]
        public abstract class Part;
        public sealed class Bolt : Part;

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public IShape? Shape { get; set; }
            public List<IShape>? Others { get; set; }
            public Part? Part { get; set; }
        }
        """,
        oneStep: false);

    [Fact]
    public Task Nothing_is_offered_without_derived_types() => Verify.NoFixAsync<AddDerivedTypesFix>(
        """
        public interface IShape; [Document("a", Key = "a")] public partial class Thing { public IShape? Shape { get; set; } }
        """);
}
