using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

/// <summary>Types that are nobody's document: their codecs may not touch them.</summary>
[Document("zoo", Key = "z::{Id}")]
public sealed partial class PlainHolder
{
    public int Id { get; set; }
    public InitRecord? Init { get; set; }
    public RequiredPart? Required { get; set; }
    public PositionalPart? Positional { get; set; }
    public PrivatePart? Private { get; set; }
    public ReadonlyPoint Readonly { get; set; }
    public Tree? Tree { get; set; }
    public Pair<int, string>? Pair { get; set; }
    public List<PointStruct> Points { get; set; } = [];
    public Dictionary<string, InitRecord?>? Map { get; set; }
    public DerivedPart? Derived { get; set; }
    public Airline? Airline { get; set; }
    public RecordStruct RecordStruct { get; set; }
}

public record InitRecord
{
    public int A { get; init; } = 42;
    public string B { get; init; } = "b";
    public int? C { get; init; }
}

public class RequiredPart
{
    public required int A { get; init; }
    public required string B { get; set; }
    public int C { get; init; } = 3;
}

public record PositionalPart(int A, string? B, int C = 5)
{
    public int D { get; init; } = 6;
    public int E { get; set; } = 7;
}

public class PrivatePart
{
    [JsonConstructor]
    private PrivatePart(int a) => A = a;

    public int A { get; }

    [JsonInclude]
    internal int B { get; private set; }

    [JsonInclude]
    private string? C { get; set; }

    [JsonInclude]
    private int _d = 4;

    public int Sum() => B + _d;

    public static PrivatePart Make(int a, int b, string? c) => new(a) { B = b, C = c, _d = a + b };
}

public readonly struct ReadonlyPoint(int x)
{
    public int X { get; init; } = x;
    public int Y { get; init; }
}

public record struct RecordStruct(int A, string? B = "b");

public sealed class Tree
{
    public int Value { get; set; }
    public List<Tree>? Children { get; set; }
    public Tree? Next { get; set; }
}

public sealed record Pair<TFirst, TSecond>(TFirst First, TSecond Second);

public class BasePart
{
    public int X { get; set; }
    public virtual int Y { get; set; } = 2;
    public int Hidden { get; set; } = 3;
    public int IgnoredHere { get; init; } = 4;

    [JsonInclude]
    private int Secret { get; set; } = 5;
}

public class DerivedPart : BasePart
{
    public int Z { get; set; }
    public override int Y { get; set; } = 22;
    public new string Hidden { get; set; } = "new";

    [JsonIgnore]
    public new int IgnoredHere { get; set; } = 44;
}

/// <summary>Nests as deep as its value.</summary>
[Document("zoo", Key = "z::{Id}")]
public sealed partial class Deep
{
    public int Id { get; set; }
    public Link? Link { get; set; }
    public LeafyLink? Leafy { get; set; }
    public List<List<int>>? Lists { get; set; }
}

public sealed class Link
{
    public Link? Next { get; set; }

    public static Link? Chain(int length) => length == 0 ? null : new Link { Next = Chain(length - 1) };
}

public sealed class LeafyLink
{
    public LeafyLink? Next { get; set; }
    public List<LeafyLink>? Many { get; set; }
    public int Leaf { get; set; }
    public List<int>? Leaves { get; set; }

    public static LeafyLink? Chain(int length, List<int>? leaves = null) =>
        length == 0 ? null : new LeafyLink { Next = Chain(length - 1, leaves), Leaves = length == 1 ? leaves : null };

    public static LeafyLink? Lists(int length) => length == 0 ? null : new LeafyLink { Many = Lists(length - 1) is { } inner ? [inner] : [] };
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class PrivateParts
{
    public int Id { get; set; }

    [System.Text.Json.Serialization.JsonInclude]
    private Part? Own { get; set; } = new() { X = 1 };

    [System.Text.Json.Serialization.JsonInclude]
    private List<Part> Parts { get; set; } = [];

    [System.Text.Json.Serialization.JsonInclude]
    private Kind Is { get; set; }

    public static PrivateParts Make() => new() { Parts = [new() { X = 2 }], Is = Kind.B };

    private sealed record Part
    {
        public int X { get; init; }
    }

    private enum Kind
    {
        A,
        B,
    }
}
