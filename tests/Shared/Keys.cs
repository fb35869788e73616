using System.Text.Json.Serialization;

namespace Settee.TestTypes;

/// <summary>A key with a part of every kind, of which the JSON holds none.</summary>
[Document("_default._default", Key = "k/{Text}/{Number}-{Hex:x4}/{Id:N}_{Day:yyyyMMdd}/{Kind}.{Kind:d}.json", Accessor = "EveryParts")]
public sealed partial record EveryPart
{
    [JsonIgnore]
    public string Text { get; init; } = "";

    [JsonIgnore]
    public int Number { get; init; }

    [JsonIgnore]
    public int Hex { get; init; }

    [JsonIgnore]
    public Guid Id { get; init; }

    [JsonIgnore]
    public DateOnly Day { get; init; }

    [JsonIgnore]
    public DayOfWeek Kind { get; init; }

    public int Value { get; init; }
}

/// <summary>A document that gets its key when it is stored.</summary>
[Document("_default._default", Key = "ticket::{Shop}::{guid:N}", Accessor = "Tickets")]
public sealed partial record Ticket
{
    public string Shop { get; init; } = "";

    public int Seat { get; init; }

    [Meta]
    public DocumentKey<Ticket> Key { get; init; }
}
