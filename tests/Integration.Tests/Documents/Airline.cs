using Settee;

namespace Integration.Tests.Documents;

[Document("_default._default", Key = "airline::{Id}", Accessor = "Airlines")]
public sealed partial record Airline
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public int Flights { get; init; }

    public Address? Address { get; init; }

    public List<string> Tags { get; init; } = [];

    public Dictionary<string, int> Seats { get; init; } = [];

    [Meta]
    public Cas Version { get; init; }
}

public sealed record Address(string City, string? Street = null);
