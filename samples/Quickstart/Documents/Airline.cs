using Settee;

namespace Quickstart.Documents;

/// <summary>
/// All there is to write. The generator adds the JSON codec, <c>Airline.KeyFor(id)</c>, the accessor <c>bucket.Airlines</c> and the patch type.
/// </summary>
[Document("_default._default", Key = "airline::{Id}", Accessor = "Airlines")]
public sealed partial record Airline
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public string? Country { get; init; }

    public int Flights { get; init; }

    public Address? Headquarters { get; init; }

    public List<string> Tags { get; init; } = [];

    /// <summary>Filled on read and checked on replace; not part of the stored JSON.</summary>
    [Meta]
    public Cas Version { get; init; }
}

/// <summary>A plain type: its codec is generated because a document uses it.</summary>
public sealed record Address(string City, string? Street = null);
