using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

#pragma warning disable SET2027 // stacks are reversed, as in System.Text.Json

[Document("zoo", Key = "z::{Id}")]
public partial class MoreDictionaryKeys
{
    public int Id { get; set; }
    public Dictionary<DateTime, int>? DateTimes { get; set; }
    public Dictionary<DateTimeOffset, int>? Moments { get; set; }
    public Dictionary<Uri, int>? Uris { get; set; }
    public Dictionary<Version, int>? Versions { get; set; }
    public Dictionary<Half, int>? Halves { get; set; }
    public Dictionary<float, int>? Singles { get; set; }
    public Dictionary<UInt128, int>? Huge { get; set; }
    public Dictionary<sbyte, int>? SBytes { get; set; }
    public Dictionary<ushort, int>? UShorts { get; set; }
    public Dictionary<uint, int>? UInts { get; set; }
    public Dictionary<ulong, int>? ULongs { get; set; }
    public Dictionary<short, int>? Shorts { get; set; }
    public Dictionary<Rights, int>? Flags { get; set; }
    public Dictionary<Code, int>? Codes { get; set; }
}

[JsonConverter(typeof(CodeConverter))]
public readonly record struct Code(int Number);

/// <summary>Writes and reads keys as well.</summary>
public sealed class CodeConverter : JsonConverter<Code>
{
    public override Code Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);

    public override Code ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(int.Parse(reader.GetString()![1..], System.Globalization.CultureInfo.InvariantCulture));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) =>
        writer.WritePropertyName(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ü{value.Number}"));
}

[Document("zoo", Key = "z::{Id}")]
public partial class UntypedCollections
{
    public int Id { get; set; }
    public ArrayList? ArrayList { get; set; }
    public IList? IList { get; set; }
    public ICollection? ICollection { get; set; }
    public IEnumerable? IEnumerable { get; set; }
    public Queue? Queue { get; set; }
    public Stack? Stack { get; set; }
    public Hashtable? Hashtable { get; set; }
    public IDictionary? IDictionary { get; set; }
    public System.Collections.SortedList? SortedList { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class Pairs
{
    public int Id { get; set; }
    public KeyValuePair<string, int> Pair { get; set; }
    public KeyValuePair<int, PointStruct?>? Maybe { get; set; }
    public List<KeyValuePair<string, string?>>? List { get; set; }
    public Tuple<int, string?>? Tuple { get; set; }
}

[JsonDefaults(IncludeFields = true)]
[Document("zoo", Key = "z::{Id}")]
public partial class Tuples
{
    public int Id { get; set; }
    public (int Number, string? Text) Named { get; set; }
    public ValueTuple<int> One { get; set; }
    public (int, int, int, int, int, int, int, int, string?) Nine { get; set; }
    public (int A, (string? B, bool C) D)? Nested { get; set; }
    public List<(int X, int Y)>? List { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class MoreImmutables
{
    public int Id { get; set; }
    public IImmutableQueue<int>? Queue { get; set; }
    public IImmutableStack<int>? Stack { get; set; }
    public IImmutableDictionary<string, int>? Map { get; set; }
    public ImmutableSortedDictionary<string, int>? Sorted { get; set; }
    public Memory<int> Memory { get; set; }
    public ReadOnlyMemory<string?> ReadOnlyMemory { get; set; }
    public IEnumerable<char>? Chars { get; set; }
    public JsonDocument? Document { get; set; }
}

/// <summary>Collections that System.Text.Json only writes.</summary>
[Document("zoo", Key = "z::{Id}")]
public partial class ReadOnlyCollections
{
    public int Id { get; set; }
    public FrozenSet<int>? FrozenSet { get; set; }
    public FrozenDictionary<string, int>? FrozenDictionary { get; set; }
    public IReadOnlySet<string>? Set { get; set; }
    public ReadOnlySet<string>? ReadOnlySet { get; set; }
    public ReadOnlyCollection<string?>? Collection { get; set; }
    public ReadOnlyDictionary<Color, int>? Dictionary { get; set; }
}

[JsonDerivedType(typeof(Cat), "cat")]
[JsonDerivedType(typeof(Dog), "dog")]
[Document("zoo", Key = "animal::{Id}")]
public abstract partial record Animal
{
    public required int Id { get; init; }

    public string? Name { get; set; }

    [Meta]
    [JsonIgnore]
    public Cas Version { get; init; }
}

public sealed record Cat : Animal
{
    public int Lives { get; init; } = 9;

    public Animal? Friend { get; init; }
}

public sealed record Dog(bool IsGood) : Animal;

[JsonConverter(typeof(TemperatureConverter))]
[Document("zoo", Key = "t::{Id}")]
public readonly partial record struct Temperature(int Id, double Degrees);

public sealed class TemperatureConverter : JsonConverter<Temperature>
{
    public override Temperature Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = reader.GetString()!.Split('/');
        return new(
            int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
            double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    public override void Write(Utf8JsonWriter writer, Temperature value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value.Id}/{value.Degrees}"));
}

[Document("zoo", Key = "z::{Id}")]
public partial class NearestAncestors
{
    public int Id { get; set; }
    public Vehicle? Vehicle { get; set; }
    public List<Vehicle>? Fleet { get; set; }
    public Plant? Plant { get; set; }
}

[JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor)]
[JsonDerivedType(typeof(Vehicle), "vehicle")]
[JsonDerivedType(typeof(Car), "car")]
[JsonDerivedType(typeof(SportsCar), "sports")]
public class Vehicle
{
    public int Wheels { get; set; }
}

public class Car : Vehicle
{
    public int Doors { get; set; }
}

public class SportsCar : Car
{
    public int Speed { get; set; }
}

public sealed class RaceCar : SportsCar
{
    public int Number { get; set; }
}

public sealed class Van : Car;

public sealed class Cart : Vehicle;

[JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor)]
[JsonDerivedType(typeof(Tree2), "t+ü\"")]
public abstract class Plant
{
    public int Height { get; set; }
}

public class Tree2 : Plant;

public sealed class Oak : Tree2;

public sealed class Grass : Plant;

[Document("zoo", Key = "z::{Id}")]
public partial class AttributeConverted
{
    public int Id { get; set; }

    [Hex]
    public int Number { get; set; }

    [Hex]
    public int? Maybe { get; set; }
}

[AttributeUsage(AttributeTargets.Property)]
public sealed class HexAttribute : JsonConverterAttribute
{
    public override JsonConverter CreateConverter(Type typeToConvert) => new HexConverter();
}
