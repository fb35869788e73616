using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2026.</summary>
public sealed class OverrideWithOtherNameRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        public class Base { public virtual int Size { get; set; } } [Document("a", Key = "a")] public partial class Thing : Base { [JsonPropertyName("extent")] public override int {|SET2026:Size|} { get; set; } }
        """,
        """
        public abstract class Base { [JsonPropertyName("extent")] public abstract int Size { get; set; } } [Document("a", Key = "a")] public partial class Thing : Base { public override int {|SET2026:Size|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        public class Base { public virtual int Size { get; set; } } [Document("a", Key = "a")] public partial class Thing : Base { [JsonPropertyName("size")] public override int Size { get; set; } }
        """,
        """
        public class Base { public virtual int Size { get; set; } } [Document("a", Key = "a")] public partial class Thing : Base { [JsonIgnore] public override int Size { get; set; } }
        """,
        """
        public class Base { public virtual int Size { get; set; } } [Document("a", Key = "a")] public partial class Thing : Base { [JsonPropertyName("extent")] public new int Size { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_names_both_names() => Verify.MessageAsync(
        """
        public class Base { public virtual int Size { get; set; } } [Document("a", Key = "a")] public partial class Thing : Base { [JsonPropertyName("extent")] public override int Size { get; set; } }
        """,
        "'Thing.Size' is written as 'extent' and again as 'size', because it overrides a member of 'Base' that has that name; give both the same name");

    [Fact]
    public Task The_override_gets_the_name_of_the_base() => Verify.FixAsync<UseOneNameFix>(
        """
        public class Base
        {
            public virtual int Size { get; set; }
            [JsonPropertyName("b")] public virtual int Other { get; set; }
        }

        [Document("a", Key = "a")]
        public partial class Thing : Base
        {
            [JsonPropertyName("extent")] public override int Size { get; set; }

            // Comment.
            public override int Other { get; set; }
        }
        """,
        """
        public class Base
        {
            public virtual int Size { get; set; }
            [JsonPropertyName("b")] public virtual int Other { get; set; }
        }

        [Document("a", Key = "a")]
        public partial class Thing : Base
        {
            [JsonPropertyName("size")] public override int Size { get; set; }

            // Comment.
            [JsonPropertyName("b")]
            public override int Other { get; set; }
        }
        """,
        oneStep: false);
}
