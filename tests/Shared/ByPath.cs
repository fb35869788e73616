using System.Text.Json;
using System.Text.Json.Serialization;

namespace Settee.TestTypes;

/// <summary>A document whose members are read and changed one by one, with conventions that show in every value.</summary>
[Document("bypath", Key = "bypath::{Id}", Accessor = "ByPath")]
[JsonDefaults(JsonSerializerDefaults.General, DictionaryKeyPolicy = JsonKnownNamingPolicy.SnakeCaseUpper, AllowTrailingCommas = true)]
public sealed partial class ByPath
{
    // Made while the type itself is: before everything that comes after it.
    public static readonly Field<ByPath, int?> Kept = Fields.Told[new Told("x")];

    public int Id { get; set; }
    public string Text { get; set; } = "";
    public Dictionary<string, string> Map { get; set; } = [];
    [JsonPropertyName("größe")] public int Size { get; set; }
    [JsonPropertyName("a<b")] public int Less { get; set; }
    [JsonPropertyName("a-b")] public int Dash { get; set; }
    [JsonConverter(typeof(ToldConverter))] public Told Teller { get; set; }
    public Dictionary<Told, int> Told { get; set; } = [];
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public int Quoted { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public List<int> AllQuoted { get; set; } = [];
    public List<Told> Tellers { get; set; } = [];
    public ByPathPart Part { get; set; } = new();
}

public sealed class ByPathPart
{
    [JsonPropertyName("größe")] public int Size { get; set; }
    public string Text { get; set; } = "";
    public Dictionary<string, int> Map { get; set; } = [];
}

/// <summary>What a converter saw in its options.</summary>
[JsonConverter(typeof(ToldConverter))]
public readonly record struct Told(string Policy);

public sealed class ToldConverter : JsonConverter<Told>
{
    public override Told Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.GetString();
        return new Told(Name(options));
    }

    public override void Write(Utf8JsonWriter writer, Told value, JsonSerializerOptions options) => writer.WriteStringValue(Name(options));

    public override Told ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Told value, JsonSerializerOptions options) => writer.WritePropertyName(Name(options));

    // The policies of the framework have no names of their own.
    private static string Name(JsonSerializerOptions options) =>
        (options.PropertyNamingPolicy?.ConvertName("PropertyName") ?? "none") + " " + (options.DictionaryKeyPolicy?.ConvertName("KeyName") ?? "none");
}
