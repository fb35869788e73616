using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

[JsonDefaults(JsonSerializerDefaults.General)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class PlainGeneral
{
    public int Id { get; set; }
    public string? Text { get; set; }

    [JsonPropertyName("日<本>")]
    public int Japan { get; set; }

    public PlainPart? Part { get; set; }
    public List<PlainPart>? Parts { get; set; }
    public Dictionary<string, string>? Map { get; set; }
    public char Char { get; set; } = '+';
    public Uri? Uri { get; set; }
    public byte[]? Bytes { get; set; }
    public DateTimeOffset Moment { get; set; }
    public JsonElement? Element { get; set; }
    public JsonNode? Node { get; set; }
    public object? Any { get; set; }
    public NamedColor Named { get; set; }
    public Shape? Shape { get; set; }
    public Money Money { get; set; }

    [JsonConverter(typeof(TagConverter))]
    public Tag? Tag { get; set; }

    [JsonExtensionData]
    public Dictionary<string, object?>? More { get; set; }
}

public sealed record PlainPart(int SomeNumber, string? SomeText = "<default>");

[JsonDefaults(JsonSerializerDefaults.Web)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class PlainWeb
{
    public int Id { get; set; }
    public double Weight { get; set; }
    public PlainPart? Part { get; set; }
    public Dictionary<string, decimal>? Prices { get; set; }
    public DayOfWeek Day { get; set; }

    [JsonPropertyName("KELVIN")]
    public int Kelvin { get; set; }

    [JsonIgnore]
    public int Ignored { get; set; }

    public int GetOnly => 5;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

[JsonDefaults(JsonSerializerDefaults.Strict)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class PlainStrict
{
    public int Id { get; set; }
    public string Name { get; set; } = "n";
    public string? Nick { get; set; }
    public required string Must { get; init; }

    [AllowNull]
    public string Allowed { get; set; } = "a";

    [DisallowNull]
    public string? Refused { get; set; } = "r";

    [MaybeNull]
    public string Maybe { get; set; } = "m";

    public StrictRecord? Record { get; set; }
    public List<string> List { get; set; } = [];
    public Pair<string, string>? Pair { get; set; }
    public Constrained<string>? Constrained { get; set; }
    public Dictionary<string, int>? Map { get; set; }
    public Dictionary<int, int>? Numbers { get; set; }
    public JsonElement? Element { get; set; }
    public object? Any { get; set; }
    public int Twice => Id * 2;

    [JsonIgnore]
    public int Ignored { get; set; }
}

public sealed record StrictRecord(string Name, string? Nick, int Count, int Optional = 3);

public sealed record Constrained<T>(T Value)
    where T : notnull;

[JsonDefaults(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = JsonKnownNamingPolicy.KebabCaseUpper)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class SnakeLower
{
    public int Id { get; set; }
    public int URLValue { get; set; }
    public int PropertyName { get; set; }
    public int propertyName2 { get; set; }
    public int Other_Name { get; set; }
    public int Item1 { get; set; }
    public int IOStream { get; set; }
    public int aB { get; set; }
    public int ÉCole { get; set; }
    public int XYZ123Abc { get; set; }
    public int _Private { get; set; }
    public int someURL2Go { get; set; }
    public Dictionary<string, int>? Map { get; set; }
    public Dictionary<Rights, int>? Enums { get; set; }
    public Dictionary<NamedColor, int>? Colors { get; set; }
    public Dictionary<Guid, int>? Guids { get; set; }
    public PlainPart? Part { get; set; }

    [JsonExtensionData]
    public Dictionary<string, object?>? More { get; set; }
}

[JsonDefaults(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper, DictionaryKeyPolicy = JsonKnownNamingPolicy.CamelCase)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class SnakeUpper
{
    public int Id { get; set; }
    public int URLValue { get; set; }
    public int ÉCole { get; set; }
    public int someURL2Go { get; set; }
    public int A { get; set; }
    public Dictionary<string, int>? Map { get; set; }
}

[JsonDefaults(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class KebabLower
{
    public int Id { get; set; }
    public int URLValue { get; set; }
    public int Property_Name { get; set; }
    public int XYZ123Abc { get; set; }
}

[JsonDefaults(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseUpper, UseStringEnumConverter = true)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class KebabUpper
{
    public int Id { get; set; }
    public int IOStream { get; set; }
    public int UserID { get; set; }
    public Color Color { get; set; }
    public Color? MaybeColor { get; set; }
    public List<Rights>? Rights { get; set; }
}

[JsonDefaults(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class NullsLeftOut
{
    public int Id { get; set; }
    public string? Text { get; set; }
    public int? Number { get; set; }
    public int Zero { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Kept { get; set; }

    public List<string?>? List { get; set; }
    public Dictionary<string, string?>? Map { get; set; }
    public PlainPart? Part { get; set; }

    [JsonExtensionData]
    public Dictionary<string, object?>? More { get; set; }
}

[JsonDefaults(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class ZerosLeftOut
{
    public int Id { get; set; }
    public string? Text { get; set; }
    public Guid Guid { get; set; }
    public int? Number { get; set; }
    public PointStruct Point { get; set; }
    public Color Color { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Null { get; set; }
}

#pragma warning disable SET2008, SET2009, SET2028 // that they are left out is what is tested
[JsonDefaults(IncludeFields = true)]
[Document("zoo", Key = "z::{Id}")]
public partial class WithFields
{
    public int Id { get; set; }
    public int Field = 1;
    public readonly int ReadOnly = 2;
    internal int Internal = 3;
    public const int Constant = 4;
    public static int Static = 5;
    public FieldStruct Struct;
    public (int Number, string? Text) Tuple;
}

public struct FieldStruct
{
    public int X;
    public readonly int Y;
}

[JsonDefaults(IncludeFields = true, IgnoreReadOnlyProperties = true, IgnoreReadOnlyFields = true)]
[Document("zoo", Key = "z::{Id}")]
public partial class WritableOnly
{
    public int Id { get; set; }
    public int GetOnly { get; } = 1;
    public int PrivateSet { get; private set; } = 2;

    [JsonInclude]
    public int Included { get; private set; } = 3;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Never { get; } = 4;

    public List<int> List { get; } = [5];
    public string Text { get; } = "6";
    public readonly int Field = 7;
    public PlainRecordOfReadOnly Record { get; set; } = new(8);
}

public sealed class PlainRecordOfReadOnly(int value)
{
    public int Value { get; } = value;
}
#pragma warning restore SET2008, SET2009, SET2028

[JsonDefaults(PropertyNameCaseInsensitive = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class AnyCase
{
    public int Id { get; set; }
    public int Straße { get; set; }

    [JsonPropertyName("K")]
    public int Kelvin { get; set; }

    [JsonIgnore]
    public int Ignored { get; set; }

    public AnyCasePart? Part { get; set; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record AnyCasePart(int A, string? B);

[JsonDefaults(AllowDuplicateProperties = false)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class NoDuplicates
{
    public int Id { get; set; }
    public PlainPart? Part { get; set; }
    public Dictionary<string, int>? Map { get; set; }
    public Dictionary<int, int>? Numbers { get; set; }
    public System.Collections.Immutable.ImmutableDictionary<string, int>? Immutable { get; set; }
    public JsonElement? Element { get; set; }
    public object? Any { get; set; }
    public int Twice => Id * 2;
    public NoDuplicatesMore? Extended { get; set; }
}

public sealed class NoDuplicatesMore
{
    [JsonExtensionData]
    public Dictionary<string, object?>? More { get; set; }
}

[JsonDefaults(AllowOutOfOrderMetadataProperties = true)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class TagsAnywhere
{
    public int Id { get; set; }
    public Shape? Shape { get; set; }
    public ISized? Sized { get; set; }
    public OpenBase? Open { get; set; }
    public List<Shape>? Shapes { get; set; }
}

[JsonDefaults(UnknownTypeHandling = JsonUnknownTypeHandling.JsonNode)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class NodesForObjects
{
    public int Id { get; set; }
    public object? Any { get; set; }
    public List<object?>? List { get; set; }

    [JsonExtensionData]
    public Dictionary<string, object?>? More { get; set; }
}

[JsonDefaults(ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 5)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class Lenient
{
    public int Id { get; set; }
    public List<List<List<List<int>>>>? Lists { get; set; }
    public Link? Link { get; set; }
    public JsonElement? Element { get; set; }
    public Money Money { get; set; }
}
