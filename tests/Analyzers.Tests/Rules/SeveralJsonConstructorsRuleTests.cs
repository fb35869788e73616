using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2010.</summary>
public sealed class SeveralJsonConstructorsRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonConstructor] public Thing() { } [JsonConstructor] public {|SET2010:Thing|}(int a) { } }
        """,
        """
        public class Part { [JsonConstructor] private Part() { } [JsonConstructor] private {|SET2010:Part|}(int a) { } [JsonConstructor] private {|SET2010:Part|}(string a) { } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonConstructor] public Thing() { } public Thing(int a) { } }
        """,
    ];

    [Fact]
    public Task The_message_names_the_type() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonConstructor] public Thing() { } [JsonConstructor] public Thing(int a) { } }
        """,
        "'Thing' has another constructor that is marked with [JsonConstructor]; keep the attribute on one of them");

    [Fact]
    public Task The_first_keeps_its_attribute() => Verify.FixAsync<RemoveAttributeFix>(
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            [JsonConstructor]
            public Thing() { }

            // Convenient.
            [JsonConstructor]
            public Thing(int a) { }

            [Obsolete, System.Text.Json.Serialization.JsonConstructorAttribute]
            public Thing(string a) { }
        }
        """,
        """
        [Document("a", Key = "a")]
        public partial class Thing
        {
            [JsonConstructor]
            public Thing() { }

            // Convenient.
            public Thing(int a) { }

            [Obsolete]
            public Thing(string a) { }
        }
        """,
        oneStep: false);
}
