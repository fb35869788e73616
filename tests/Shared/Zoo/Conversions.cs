using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Untyped
{
    public int Id { get; set; }
    public JsonElement? Element { get; set; }
    public JsonNode? Node { get; set; }
    public JsonObject? Object { get; set; }
    public JsonArray? Array { get; set; }
    public object? Any { get; set; }
    public List<object?>? Anything { get; set; }
    public Dictionary<string, object?>? Map { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Converted
{
    public int Id { get; set; }

    [JsonConverter(typeof(HexConverter))]
    public int Hex { get; set; }

    [JsonConverter(typeof(HexConverter))]
    public int? MaybeHex { get; set; }

    public Money Money { get; set; }
    public Money? MaybeMoney { get; set; }
    public Tag? Tag { get; set; }
    public List<Tag?>? Tags { get; set; }

    [JsonConverter(typeof(WrongConverter))]
    public string? Wrong { get; set; }

    [JsonConverter(typeof(BoxFactory))]
    public Box<int>? Box { get; set; }
}

public sealed class HexConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        int.Parse(reader.GetString()!, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("x", System.Globalization.CultureInfo.InvariantCulture));
}

[JsonConverter(typeof(MoneyConverter))]
public readonly record struct Money(decimal Amount, string Currency);

public sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        reader.Read();
        var amount = reader.GetDecimal();
        reader.Read();
        var currency = reader.GetString();
        reader.Read();
        return new Money(amount, currency!);
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Amount);
        writer.WriteStringValue(value.Currency);
        writer.WriteEndArray();
    }
}

[JsonConverter(typeof(TagConverter))]
public sealed class Tag(string text)
{
    public string Text { get; } = text;
}

/// <summary>Sees null itself.</summary>
public sealed class TagConverter : JsonConverter<Tag?>
{
    public override bool HandleNull => true;

    public override Tag? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "none");

    public override void Write(Utf8JsonWriter writer, Tag? value, JsonSerializerOptions options) => writer.WriteStringValue(value?.Text ?? "null!");
}

/// <summary>Reads too little of objects and arrays.</summary>
public sealed class WrongConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => "read";

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

public sealed record Box<T>(T Value);

public sealed class BoxFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(Box<int>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => new BoxConverter();

    private sealed class BoxConverter : JsonConverter<Box<int>>
    {
        public override Box<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, Box<int> value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class CallingBack : IJsonOnSerializing, IJsonOnSerialized, IJsonOnDeserializing, IJsonOnDeserialized
{
    public int Id { get; set; }
    public string Log { get; set; } = "";
    public CallingStruct Struct { get; set; }

    public void OnSerializing() => Log = "<w";

    public void OnSerialized() => Log += "w>";

    public void OnDeserializing() => Log += "<r";

    void IJsonOnDeserialized.OnDeserialized() => Log += "r>";
}

public struct CallingStruct : IJsonOnSerializing, IJsonOnDeserialized
{
    public int Count { get; set; }

    public void OnSerializing() => Count += 100;

    public void OnDeserialized() => Count += 1000;
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class Strict
{
    public int Id { get; set; }
    public int Twice => Id * 2;

    [JsonIgnore]
    public int Ignored { get; set; }

    public StrictPart? Part { get; set; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class StrictPart;

/// <summary>Its id is in the key alone.</summary>
[Document("zoo", Key = "kept::{Id}::{Name}")]
public sealed partial record KeptInKey
{
    [JsonIgnore]
    public int Id { get; init; }

    public string Name { get; init; } = "";
}
