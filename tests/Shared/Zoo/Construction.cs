using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

[Document("zoo", Key = "z::{Id}")]
public sealed partial record Positional(int Id, string Name, double Weight = 1.5, Color Color = Color.Green, string? Note = "none")
{
    public int Extra { get; init; } = 7;
}

[Document("zoo", Key = "z::{Id}")]
public partial record struct PositionalStruct(int Id, string? Name, int Count = 4);

[Document("zoo", Key = "z::{Id}")]
public readonly partial record struct ReadonlyPositional(int Id, string? Name)
{
    public int Extra { get; init; }
}

[Document("zoo", Key = "z::{Id}")]
public partial struct PlainStruct
{
    public int Id { get; set; }
    public string? Name { get; set; }
    public int Seen { get; init; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class WithConstructor
{
    public WithConstructor(int id, string name)
    {
        Id = id;
        Name = name + "!";
    }

    public int Id { get; }
    public string Name { get; }
    public int Other { get; set; } = 3;
    public int Computed => Id * 2;
}

[Document("zoo", Key = "z::{Id}")]
public partial class MarkedConstructor
{
    public MarkedConstructor()
    {
    }

    [JsonConstructor]
    private MarkedConstructor(int id, int? count = 9)
    {
        Id = id;
        Count = count;
    }

    public int Id { get; }
    public int? Count { get; }
}

#pragma warning disable SET2008, SET2009 // that they are not read is what is tested
[Document("zoo", Key = "z::{Id}")]
public partial class InitialisedMembers
{
    public InitialisedMembers() => FromBody = 11;

    public int Id { get; init; } = 1;
    public string Name { get; init; } = "initial";
    public List<int> Numbers { get; init; } = [1, 2];
    public int FromBody { get; set; }
    public int PrivateSet { get; private set; } = 5;

    [JsonInclude]
    public int IncludedPrivateSet { get; private set; } = 6;

    [JsonInclude]
    private int Hidden { get; set; } = 8;

    [JsonInclude]
    public int Field = 10;

    public int PlainField = 12;

    public int GetOnly { get; } = 13;

    public List<int> GetOnlyList { get; } = [14];

    public int WriteOnly
    {
        set => PlainField = value;
    }

    internal int Internal { get; set; } = 15;
}
#pragma warning restore SET2008, SET2009

[Document("zoo", Key = "z::{Id}")]
public partial class RequiredMembers
{
    public required int Id { get; set; }
    public required string? Name { get; init; }

    [JsonRequired]
    public int Marked { get; set; }

    public required List<string> List { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class RequiredButSet
{
    [SetsRequiredMembers]
    public RequiredButSet() => Name = "set";

    public int Id { get; set; }
    public required string Name { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class RequiredAndPositional(int id)
{
    public int Id { get; } = id;
    public required string Name { get; init; }
}

public static partial class Outer
{
    [Document("zoo", Key = "z::{Id}")]
    public partial record Inner(int Id)
    {
        public Leaf? Leaf { get; init; }
    }

    public record Leaf(string Text, Leaf? Next = null);
}

[Document("zoo", Key = "z::{Id}")]
internal partial record InternalDocument(int Id)
{
    public InternalPart? Part { get; init; }
}

internal sealed record InternalPart(int Value);
