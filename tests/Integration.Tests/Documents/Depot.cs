using System.Text.Json.Serialization;
using Settee;

namespace Integration.Tests.Documents;

/// <summary>A member of every shape.</summary>
[Document("_default._default", Key = "depot::{Id}", Accessor = "Depots")]
public sealed partial record Depot
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public int Gates { get; init; }

    public double? Area { get; init; }

    public string? Note { get; init; }

    public Place Place { get; init; } = new();

    public Place? Annex { get; init; }

    public Money Rent { get; init; }

    public Money? Deposit { get; init; }

    public List<string> Tags { get; init; } = [];

    public List<Bay>? Bays { get; init; }

    public int[][] Grid { get; init; } = [];

    public Dictionary<string, Place> Doors { get; init; } = [];

    public Dictionary<string, List<int>> Shifts { get; init; } = [];

    public Load? Load { get; init; }

    public Mood Mood { get; init; }

    [JsonPropertyName("odd.na`me[\"0\\")]
    public string? Odd { get; init; }

    [JsonPropertyName("")]
    public string? Nameless { get; init; }

    [JsonPropertyName("größe 日本")]
    public int Size { get; init; }
}

public sealed record Place
{
    public string City { get; init; } = "";

    public int Floor { get; init; }

    public Place? Next { get; init; }
}

public readonly record struct Money(decimal Amount, string Currency);

public sealed record Bay(string Label, Place? At = null);

[JsonDerivedType(typeof(Crate), "crate")]
[JsonDerivedType(typeof(Barrel), "barrel")]
public abstract record Load
{
    public int Weight { get; init; }
}

public sealed record Crate(int Sides) : Load;

public sealed record Barrel(double Litres) : Load;

/// <summary>A few members of the depots, and one that they do not have.</summary>
[Document("_default._default", Key = "depot::{Id}", Accessor = "DepotSummaries")]
public sealed partial record DepotSummary
{
    [JsonIgnore]
    public int Id { get; init; }

    public string? Name { get; init; }

    public Place? Place { get; init; }

    public string? Unknown { get; init; }
}
