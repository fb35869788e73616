using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET3001.</summary>
public sealed class UnusableKeyRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [{|SET3001:Document("a")|}] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:""|})] public partial class Thing;
        """,
        """
        [Document("a", Key = {|SET3001:"a::{Id"|})] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::Id}"|})] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{}"|})] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{Id}"|})] public partial class Thing { public double Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{Id}"|})] public partial class Thing { public int? Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{Id:x}"|})] public partial class Thing { public string Id { get; set; } = ""; }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{Id:N2}"|})] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{Day:yyyy-MM}"|})] public partial class Thing { public DateOnly Day { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{Id:Z}"|})] public partial class Thing { public Guid Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"{Day}-{Id}"|})] public partial class Thing { public DateOnly Day { get; set; } public int Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"{Id}-{Number}"|})] public partial class Thing { public Guid Id { get; set; } public int Number { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"{Id:x}f{Number}"|})] public partial class Thing { public int Id { get; set; } public int Number { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"{Kind}day{Id}"|})] public partial class Thing { public int Id { get; set; } public DayOfWeek Kind { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{guid}"|})] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{guid}"|})] public partial class Thing { [Meta] public DocumentKey<Thing> Key { get; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{guid}"|})] public partial struct Thing { [Meta] public DocumentKey<Thing> Key { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"a::{guid:G}"|})] public partial class Thing { [Meta] public DocumentKey<Thing> Key { get; set; } }
        """,
        """
        [Document("a", Key = {|SET3001:"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789{Id}"|})] public partial class Thing { public Guid Id { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "the one")] public partial class Thing;
        """,
        """
        [Document("a", Key = "a::{{x}}::{Id:D8}")] public partial class Thing { public int Id { get; set; } }
        """,
        """
        [Document("a", Key = "{Year}-{Month}-{Id:N}.{Day:O}")] public partial class Thing { public int Year { get; set; } public int Month { get; set; } public Guid Id { get; set; } public DateOnly Day { get; set; } }
        """,
        """
        [Document("a", Key = "a::{guid}")] public partial class Thing { [Meta] public DocumentKey<Thing> Key { get; set; } }
        """,
        """
        [Document("a", Key = "a::{guid}")] public partial class Thing { public string guid { get; set; } = ""; }
        """,
        """
        [Document("a", Key = "{Text}::{Guid:N}::{Day:yyyyMMdd}::{Kind}::{Kind:d}::{Small}")] public partial class Thing { public string? Text { get; set; } public Guid Guid { get; set; } public DateOnly Day { get; set; } public DayOfWeek Kind { get; set; } public byte Small { get; set; } }
        """,
    ];

    [Fact]
    public Task A_key_is_made_of_the_name_and_the_id() => Verify.FixAsync<AddKeyFix>(
        """
        [Document("a")]
        public partial class OrderLine
        {
            public int Id { get; set; }
        }

        [Document("b", Accessor = "Things")]
        public partial record Thing(Guid ThingId);
        """,
        """
        [Document("a", Key = "order-line::{Id}")]
        public partial class OrderLine
        {
            public int Id { get; set; }
        }

        [Document("b", Accessor = "Things", Key = "thing::{ThingId}")]
        public partial record Thing(Guid ThingId);
        """,
        oneStep: false);

    [Fact]
    public Task Nothing_is_offered_without_an_id() => Verify.NoFixAsync<AddKeyFix>("""[Document("a")] public partial class Thing;""");

    [Fact]
    public Task A_key_that_is_there_is_left_to_its_author() =>
        Verify.NoFixAsync<AddKeyFix>("""[Document("a", Key = "{")] public partial class Thing { public int Id { get; set; } }""");
}
