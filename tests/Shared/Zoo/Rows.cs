using System.Text.Json;
using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

#pragma warning disable SET2008, SET2009 // that members are not read is what is tested
[Document("zoo", Key = "z::{Id}")]
public partial class Accessors : INamed
{
    public int Id { get; set; }
    public int PrivateGet { private get; set; } = 1;
    public int InitOnly { get; init; } = 2;

    [JsonInclude]
    public int IncludedGet { private get; set; } = 3;

    [JsonInclude]
    internal int InternalSet { get; set; } = 4;

    public static int Static { get; set; } = 5;
    public const int Constant = 6;
    string INamed.Name => "explicit";

    public int this[int index] => index;

    protected int Guarded { get; set; } = 7;

    public int Sum() => PrivateGet + IncludedGet + Guarded;
}
#pragma warning restore SET2008, SET2009

public interface INamed
{
    string Name { get; }
}

[JsonDefaults(IncludeFields = true)]
[Document("zoo", Key = "z::{Id}")]
public partial class FieldsByConstructor(int id, int count)
{
    public int Id { get; } = id;
    public readonly int Count = count;

    [JsonPropertyOrder(-1)]
    public string First = "f";

    [JsonExtensionData]
    public Dictionary<string, object?>? More;
}

public class LayerOne
{
    public int Id { get; set; }
    public virtual int Hushed { get; set; } = 1;
    public virtual int Renamed { get; set; } = 2;
    public int Shown { get; set; } = 3;

    [JsonInclude]
    private int Buried { get; set; } = 4;

    [JsonPropertyOrder(2)]
    public int OrderedLate { get; set; } = 5;

    public int Y { get; set; }
}

public class LayerTwo : LayerOne
{
    [JsonIgnore]
    public override int Hushed { get; set; } = 11;

    [JsonIgnore]
    public new int Shown { get; set; } = 13;

    public int X { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class LayerThree : LayerTwo
{
    [JsonPropertyOrder(-2)]
    public int OrderedEarly { get; set; } = 6;

    public string Buried { get; set; } = "derived";

#pragma warning disable SET2026 // that both names are written is what is tested
    [JsonPropertyName("other")]
    public override int Renamed { get; set; } = 12;
#pragma warning restore SET2026

    public int A { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial record IgnoredParameter(int Id, [property: JsonIgnore] int Hidden, [property: JsonPropertyName("shown")] string? Renamed = "r");

[Document("zoo", Key = "z::{Id}")]
public sealed partial class SeveralConstructors
{
    public SeveralConstructors()
    {
    }

    public SeveralConstructors(int id) => Id = id + 100;

    public SeveralConstructors(int id, string name)
        : this(id) => Name = name;

    public int Id { get; set; }
    public string? Name { get; set; }
    public SeveralInStruct Struct { get; set; }
    public MarkedInStruct Marked { get; set; }
}

public struct SeveralInStruct
{
    public SeveralInStruct(int x)
        : this(x, x)
    {
    }

    public SeveralInStruct(int x, int y)
    {
        X = x + 10;
        Y = y + 10;
    }

    public int X { get; set; }
    public int Y { get; set; }
}

[method: JsonConstructor]
public readonly struct MarkedInStruct(int x, int y = 5)
{
    public int X { get; } = x * 2;
    public int Y { get; } = y * 2;
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Throwing
{
    public Throwing(int id) =>
        Id = id >= 0 ? id : throw new ArgumentOutOfRangeException(nameof(id));

    public int Id { get; }
    public ThrowingPart? Part { get; set; }
    public int Setter { get => 1; set => _ = value >= 0 ? value : throw new TimeZoneNotFoundException(); }
}

public sealed class ThrowingPart
{
    public ThrowingPart(int value) => Value = value >= 0 ? value : throw new NotImplementedException();

    public int Value { get; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class EnumConverters
{
    public int Id { get; set; }

    [JsonConverter(typeof(NamesOnly))]
    public Color NamesOnly { get; set; }

    [JsonConverter(typeof(SnakeNames))]
    public HttpVerb Snake { get; set; }

    [JsonConverter(typeof(JsonStringEnumConverter<HttpVerb>))]
    public HttpVerb? Generic { get; set; }

    public List<NamedColor>? Named { get; set; }
    public Signed Signed { get; set; }
}

public enum HttpVerb
{
    GetOne,
    PutTwo = 4,
    PutAlias = 4,

    [JsonStringEnumMemberName("custom name")]
    DeleteAll,
}

[JsonConverter(typeof(JsonStringEnumConverter<Signed>))]
public enum Signed : sbyte
{
    Low = sbyte.MinValue,
    Zero = 0,
    High = sbyte.MaxValue,
}

public sealed class NamesOnly() : JsonStringEnumConverter<Color>(allowIntegerValues: false);

public sealed class SnakeNames() : JsonStringEnumConverter<HttpVerb>(JsonNamingPolicy.SnakeCaseLower);

[Document("zoo", Key = "z::{Id}")]
public sealed partial class ConverterPrecedence
{
    public int Id { get; set; }

    [JsonConverter(typeof(OtherMoneyConverter))]
    public Money Money { get; set; }

    [JsonConverter(typeof(CommaConverter))]
    public List<int>? Numbers { get; set; }

    public Dictionary<string, Money>? Prices { get; set; }

    [JsonConverter(typeof(TooFarConverter))]
    public string? TooFar { get; set; }
}

public sealed class OtherMoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDecimal(), "other");

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Amount);
}

public sealed class CommaConverter : JsonConverter<List<int>>
{
    public override List<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. reader.GetString()!.Split(',').Select(static s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture))];

    public override void Write(Utf8JsonWriter writer, List<int> value, JsonSerializerOptions options) => writer.WriteStringValue(string.Join(",", value));
}

/// <summary>Reads the name behind its value as well.</summary>
public sealed class TooFarConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = reader.GetString();
        reader.Read();
        return value;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Ring
{
    public int Id { get; set; }
    public RingLink? Link { get; set; }

    public static Ring Closed()
    {
        var link = new RingLink();
        link.Next = new RingLink { Next = link };
        return new Ring { Link = link };
    }
}

public sealed class RingLink
{
    public RingLink? Next { get; set; }
    public List<RingLink>? Others { get; set; }
}

#pragma warning disable SET2008 // set by the callbacks
[Document("zoo", Key = "z::{Id}")]
public sealed partial record CallingRecord(int Id) : IJsonOnDeserializing, IJsonOnDeserialized
{
    private int _order;

    public int AtStart { get; private set; }

    public int AtEnd { get; private set; }

    public int Set
    {
        get => _order;
        set => _order = value;
    }

    void IJsonOnDeserializing.OnDeserializing() => AtStart = _order + 1;

    void IJsonOnDeserialized.OnDeserialized() => AtEnd = _order + 2;
}
#pragma warning restore SET2008

[Document("zoo", Key = "z::{Id}")]
public sealed partial class DollarNames
{
    public int Id { get; set; }

    [JsonPropertyName("$id")]
    public string? Dollar { get; set; }

    [JsonPropertyName("$type")]
    public string? Type { get; set; }

    public Dictionary<string, int>? Map { get; set; }
    public EmptyPart? Empty { get; set; }
}

public sealed class EmptyPart;

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Nestings
{
    public int Id { get; set; }
    public List<Dictionary<string, List<PointStruct?>>>? Deep { get; set; }
    public Dictionary<string, Dictionary<int, Dictionary<Guid, string?>>>? Maps { get; set; }
    public int?[]?[]? Jagged { get; set; }
    public Pair<Pair<int, string?>, List<Pair<int, int>>>? Pairs { get; set; }
    public List<List<List<byte[]>>>? Bytes { get; set; }
    public KeyValuePair<string, KeyValuePair<int, Tree?>>? Pair { get; set; }
    public Nestings? Self { get; set; }
    public List<Nestings>? Selves { get; set; }
}
