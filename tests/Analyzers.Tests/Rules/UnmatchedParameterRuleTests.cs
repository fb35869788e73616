using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2012; no fix, as renaming a parameter changes callers that name their arguments.</summary>
public sealed class UnmatchedParameterRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int {|SET2012:missing|}) { } }
        """,
        """
        public class Part(string {|SET2012:nmae|}) { public string Name { get; set; } = nmae; } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(int number) => NUMBER = number; public int NUMBER { get; } }
        """,
        """
        [Document("a", Key = "a")] public partial record Thing(int Id, [property: Meta] Cas Version);
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing() { } public Thing(int missing) { } }
        """,
    ];

    [Fact]
    public Task The_nearest_name_is_offered() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(string nmae) => Name = nmae; public string Name { get; set; } }
        """,
        "The constructor parameter 'nmae' of 'Thing' has no member to take its value from; did you mean 'Name'?");

    [Fact]
    public Task Without_one_the_ways_out_are() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public Thing(string missing) { } public int A { get; set; } }
        """,
        "The constructor parameter 'missing' of 'Thing' has no member to take its value from; add a property 'missing' of the type 'string', or mark another constructor with [JsonConstructor]");
}
