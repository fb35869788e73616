using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2034; no fix, as the converter must be written differently.</summary>
public sealed class UnusableConverterRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        public class TextConverter : JsonConverter<string> { public override string Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => throw new Exception(); public override void Write(System.Text.Json.Utf8JsonWriter writer, string value, System.Text.Json.JsonSerializerOptions options) { } } [Document("a", Key = "a")] public partial class Thing { [JsonConverter(typeof(TextConverter))] public int {|SET2034:Count|} { get; set; } }
        """,
        """
        public class TextConverter : JsonConverter<int> { private TextConverter() { } public override int Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => throw new Exception(); public override void Write(System.Text.Json.Utf8JsonWriter writer, int value, System.Text.Json.JsonSerializerOptions options) { } } [Document("a", Key = "a")] public partial class Thing { [JsonConverter(typeof(TextConverter))] public int {|SET2034:Count|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonConverter(typeof(JsonStringEnumConverter))] public int {|SET2034:Count|} { get; set; } }
        """,
        """
        public class TextConverter : JsonConverter<string> { public override string Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => throw new Exception(); public override void Write(System.Text.Json.Utf8JsonWriter writer, string value, System.Text.Json.JsonSerializerOptions options) { } } [JsonConverter(typeof(TextConverter))] public class Part; [Document("a", Key = "a")] public partial class Thing { public List<Part>? {|SET2034:Parts|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        public class TextConverter : JsonConverter<int> { public override int Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => throw new Exception(); public override void Write(System.Text.Json.Utf8JsonWriter writer, int value, System.Text.Json.JsonSerializerOptions options) { } } [Document("a", Key = "a")] public partial class Thing { [JsonConverter(typeof(TextConverter))] public int Count { get; set; } [JsonConverter(typeof(TextConverter))] public int? Maybe { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { [JsonConverter(typeof(JsonStringEnumConverter))] public DayOfWeek Day { get; set; } [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))] public DayOfWeek? Other { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_names_converter_and_type() => Verify.MessageAsync(
        """
        public class TextConverter : JsonConverter<string> { public override string Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => throw new Exception(); public override void Write(System.Text.Json.Utf8JsonWriter writer, string value, System.Text.Json.JsonSerializerOptions options) { } } [Document("a", Key = "a")] public partial class Thing { [JsonConverter(typeof(TextConverter))] public int Count { get; set; } }
        """,
        "'Thing.Count' has the converter 'TextConverter', which cannot convert 'int'; it must be an accessible class with a public parameterless constructor that derives from JsonConverter<int> or JsonConverterFactory");
}
