using System.Text.Json.Serialization;

namespace Settee.TestTypes;

/// <summary>The document of the guide pages.</summary>
[Document("inventory.airline", Key = "airline::{Id}", Accessor = "Airlines", Expiry = "30d")]
public sealed partial record Airline
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public string? Country { get; init; }

    public int Flights { get; init; }

    public Address? Address { get; init; }

    public List<string> Tags { get; init; } = [];

    [Meta]
    [JsonIgnore]
    public Cas Version { get; init; }
}

/// <summary>A plain record; its codec comes with the documents that have it.</summary>
public sealed record Address
{
    public string? Street { get; init; }

    public string City { get; init; } = "";

    public Dictionary<string, int> Floors { get; init; } = [];
}

/// <summary>A class with setters and a key of two parts.</summary>
[Document("routes", Key = "route::{From}::{Day}")]
public partial class Route
{
    public string From { get; set; } = "FRA";

    public DateOnly Day { get; set; }

    public TimeSpan? Duration { get; set; }

    public List<Address> Stops { get; set; } = [];
}
