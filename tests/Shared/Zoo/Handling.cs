using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

#pragma warning disable SET2027 // stacks are reversed, as in System.Text.Json

[JsonDefaults(NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class TextNumbers
{
    public int Id { get; set; }
    public sbyte SByte { get; set; }
    public byte Byte { get; set; }
    public short Int16 { get; set; }
    public ushort UInt16 { get; set; }
    public uint UInt32 { get; set; }
    public long Int64 { get; set; }
    public ulong UInt64 { get; set; }
    public Int128 Int128 { get; set; }
    public UInt128 UInt128 { get; set; }
    public double Double { get; set; }
    public float Single { get; set; }
    public decimal Decimal { get; set; }
    public Half Half { get; set; }
    public int? Nullable { get; set; }
    public List<int?>? List { get; set; }
    public List<List<double>>? Deep { get; set; }
    public Dictionary<int, decimal>? Map { get; set; }
    public Color Color { get; set; }
    public bool Bool { get; set; }
    public char Char { get; set; } = '1';
    public object? Any { get; set; }
    public PointStruct Point { get; set; }

    [JsonNumberHandling(JsonNumberHandling.Strict)]
    public int Strict { get; set; }
}

[JsonDefaults(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class NamedNumbers
{
    public int Id { get; set; }
    public double Double { get; set; }
    public float Single { get; set; }
    public Half Half { get; set; }
    public decimal Decimal { get; set; }
    public double[]? Array { get; set; }
    public object? Any { get; set; }
}

[JsonDefaults(PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class PopulatedByDefault
{
    public int Id { get; set; }
    public List<int> GetOnly { get; } = [1];
    public List<int>? Settable { get; set; } = [2];
    public List<int>? Null { get; set; }
    public int[] Array { get; set; } = [3];
    public IEnumerable<int> Enumerable { get; set; } = new List<int> { 4 };
    public IList<int> IList { get; set; } = [5];
    public ICollection<int> ICollection { get; } = new List<int> { 6 };
    public IReadOnlyList<int> ReadOnly { get; set; } = new List<int> { 7 };
    public HashSet<int> Set { get; } = [8];
    public ISet<int> ISet { get; } = new HashSet<int> { 9 };
    public Dictionary<string, int> Map { get; } = new() { ["a"] = 10 };
    public IDictionary<string, int> IMap { get; } = new Dictionary<string, int> { ["a"] = 11 };
    public IReadOnlyDictionary<string, int> ReadOnlyMap { get; set; } = new Dictionary<string, int> { ["a"] = 12 };
    public PopulatedPart? Part { get; set; } = new() { A = 13 };
    public PopulatedPart OnlyPart { get; } = new() { A = 14 };
    public PositionalPart Record { get; set; } = new(15, "b");
    public PointStruct Point { get; set; } = new() { X = 16 };
    public PointStruct? MaybePoint { get; set; } = new PointStruct { X = 17 };
    public Stack<int> Stack { get; } = new([18]);
    public Queue<int> Queue { get; } = new([19]);
    public System.Collections.Concurrent.ConcurrentQueue<int> Concurrent { get; } = new([20]);
    public LinkedList<int> Linked { get; } = new([21]);
    public System.Collections.Immutable.ImmutableList<int> Immutable { get; set; } = [22];
    public RequiredPart Required { get; } = new() { A = 23, B = "b" };
    public JsonObject Node { get; set; } = new() { ["a"] = 24 };

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
    public List<int> Replaced { get; set; } = [25];

    [JsonInclude]
    private List<int> Private { get; set; } = [26];

    [JsonInclude]
    public List<int> Field = [27];
}

public sealed class PopulatedPart
{
    public int A { get; set; }
    public int B { get; init; } = 3;
    public List<int> List { get; set; } = [1];
    public PopulatedPart? Inner { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class PopulatedByAttribute
{
    public int Id { get; set; }

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public List<int> List { get; } = [1];

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public PopulatedPart Shallow { get; set; } = new() { A = 2 };

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public PopulatedWhole Whole { get; } = new();

    public PopulatedWhole? Made { get; set; }

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public PopulatedStruct Struct { get; set; } = new() { Numbers = [4] };

    public PopulatedRequired? Required { get; set; }
}

[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class PopulatedWhole
{
    public List<int> List { get; } = [3];
    public int[] Array { get; set; } = [4];
    public Dictionary<string, List<int>> Map { get; } = new() { ["a"] = [1] };
    public PopulatedPart Part { get; set; } = new() { A = 5 };
}

[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public struct PopulatedStruct
{
    public List<int>? Numbers { get; set; }
    public int X { get; set; }
}

public sealed class PopulatedRequired
{
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public required List<int> Numbers { get; set; } = [6];
}

[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class NumbersByAttribute
{
    public int Id { get; set; }
    public List<int>? List { get; set; }
    public List<List<int>>? Deep { get; set; }
    public PointStruct Point { get; set; }
    public Color Color { get; set; }
    public double? Maybe { get; set; }
    public Dictionary<string, long>? Map { get; set; }
    public Own? Named { get; set; }

    [JsonNumberHandling(JsonNumberHandling.Strict)]
    public int Strict { get; set; }

    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double NotFinite { get; set; }

    public sealed class Own : List<long>;
}
