using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2017; no fix, as the code that uses the member must change with its type.</summary>
public sealed class UnsupportedFrameworkTypeRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Globalization.CultureInfo? {|SET2017:Culture|} { get; set; } public Type? {|SET2017:Type|} { get; set; } }
        """,
        """
        public class Part { public System.Threading.Tasks.Task? {|SET2017:Work|} { get; set; } } [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } } [Document("b", Key = "b")] public partial class Other { public Part? Part { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Text.StringBuilder? {|SET2017:A|} { get; set; } public System.Net.IPAddress? {|SET2017:B|} { get; set; } public Lazy<int>? {|SET2017:C|} { get; set; } public System.Threading.Tasks.Task<int>? {|SET2017:D|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public List<System.IO.FileStream>? {|SET2017:Files|} { get; set; } public ArgumentException? {|SET2017:Error|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonIgnore] public Type? Type { get; set; } internal System.Threading.Tasks.Task? Work { get; set; } public Uri? Uri { get; set; } public Version? Version { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_says_what_to_keep() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Text.StringBuilder? Text { get; set; } }
        """,
        "'Thing.Text' holds 'StringBuilder', which JSON cannot hold; keep its text in a string, or mark the member with [JsonIgnore]");

    [Fact]
    public Task A_part_of_the_type_is_named() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public Dictionary<int, Lazy<string>>? Texts { get; set; } }
        """,
        "'Thing.Texts' holds 'Lazy<string>', which JSON cannot hold; keep its value, or mark the member with [JsonIgnore]");
}
