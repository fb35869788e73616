using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET3002.</summary>
public sealed class UnknownKeyMemberRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = {|SET3002:"a::{Id}"|})] public partial class Thing;
        """,
        """
        [Document("a", Key = {|SET3002:"a::{id}"|})] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3002:"a::{Id}"|})] public partial class Thing { public static int Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3002:"a::{Id}"|})] public partial class Thing { public int Id { set { } } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a::{Id}")] public partial class Thing { [JsonInclude] private int Id { get; set; } }
        """,
        """
        public class Base { public int Id { get; set; } } [Document("a", Key = "a::{Id}::{Field}")] public partial class Thing : Base { public int Field; }
        """,
    ];

    [Fact]
    public Task The_nearest_name_is_taken() => Verify.FixAsync<UseNearestMemberFix>(
        """
        [Document("a", Key = "a::{OrderNo}::x")] // by number
        public partial class Thing
        {
            public int OrderNumber { get; set; }
            public int Other { get; set; }
        }

        [Document("b", Key = "b::{id:D4}")]
        public partial record Next(int Id);
        """,
        """
        [Document("a", Key = "a::{OrderNumber}::x")] // by number
        public partial class Thing
        {
            public int OrderNumber { get; set; }
            public int Other { get; set; }
        }

        [Document("b", Key = "b::{Id:D4}")]
        public partial record Next(int Id);
        """,
        oneStep: false);

    [Fact]
    public Task Nothing_is_offered_when_no_name_is_similar() =>
        Verify.NoFixAsync<UseNearestMemberFix>("""[Document("a", Key = "{Identifier}")] public partial class Thing { public int Zzz { get; set; } }""");
}
