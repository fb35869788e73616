using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET1010; no fix, as keyspace and key are for the author to choose.</summary>
public sealed class UnmarkedDerivedDocumentRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Base { public int Id { get; set; } } public class {|SET1010:Special|} : Base { public string? More { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Base { public int Id { get; set; } } public abstract class Middle : Base; public sealed class {|SET1010:Special|} : Middle;
        """,
        """
        [Document("a", Key = "a")] public partial record Base(int Id); public record {|SET1010:Special|}(int Id, int More) : Base(Id);
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Base { public int Id { get; set; } } [Document("b", Key = "b")] public partial class Special : Base;
        """,
        """
        [Document("a", Key = "a")] public partial class Base { public int Id { get; set; } } public abstract class Middle : Base; [Document("b", Key = "b")] public partial class Special : Middle;
        """,
        """
        public class Base; public class Special : Base; [Document("a", Key = "a")] public partial class Thing : Special;
        """,
    ];

    [Fact]
    public Task The_message_says_what_is_lost() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Base { public int Id { get; set; } } public class Special : Base;
        """,
        "'Special' derives from the document 'Base' but has no [Document] itself; stored as 'Base' it loses its own members, so mark it if it is stored");
}
