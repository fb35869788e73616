using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2033; no fix, as what the converter does must be done elsewhere.</summary>
public sealed class ConvertedDocumentRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        public class TextConverter : JsonConverter<Thing> { public override Thing Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => throw new Exception(); public override void Write(System.Text.Json.Utf8JsonWriter writer, Thing value, System.Text.Json.JsonSerializerOptions options) { } } [JsonConverter(typeof(TextConverter))] [Document("a", Key = "a")] public partial class {|SET2033:Thing|};
        """,
    ];

    protected override string[] Negative =>
    [
        """
        public class TextConverter : JsonConverter<Part> { public override Part Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => throw new Exception(); public override void Write(System.Text.Json.Utf8JsonWriter writer, Part value, System.Text.Json.JsonSerializerOptions options) { } } [JsonConverter(typeof(TextConverter))] public class Part; [Document("a", Key = "a")] public partial class Thing { public Part? Part { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_says_why() => Verify.MessageAsync(
        """
        public class TextConverter : JsonConverter<Thing> { public override Thing Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => throw new Exception(); public override void Write(System.Text.Json.Utf8JsonWriter writer, Thing value, System.Text.Json.JsonSerializerOptions options) { } } [JsonConverter(typeof(TextConverter))] [Document("a", Key = "a")] public partial class Thing;
        """,
        "The document 'Thing' has [JsonConverter], but its key, its metadata and its patches need its members; move what the converter handles into a member");
}
