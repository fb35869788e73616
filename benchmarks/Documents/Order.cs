using System.Text.Json.Serialization.Metadata;

namespace Settee.Benchmarks.Documents;

/// <summary>An order of about 1 KB: strings, numbers, a nested object, a list of objects.</summary>
[Document("_default._default", Key = "order::{Id}", Accessor = "Orders")]
public sealed partial record Order : IBenchmarkDocument<Order>
{
    public required int Id { get; init; }

    public required string Customer { get; init; }

    public required DateTimeOffset Placed { get; init; }

    public decimal Total { get; init; }

    public bool Paid { get; init; }

    public Address? ShipTo { get; init; }

    public List<OrderLine> Lines { get; init; } = [];

    public List<string> Tags { get; init; } = [];

    public static JsonTypeInfo<Order> JsonType => BenchmarkContext.Default.Order;

    public static Order Sample() => new()
    {
        Id = 1,
        Customer = "Wilhelmine Groß-Öhringen",
        Placed = new DateTimeOffset(2026, 11, 20, 10, 37, 21, TimeSpan.FromHours(1)),
        Total = 1234.56m,
        Paid = true,
        ShipTo = new Address("Domkloster 4", "50667", "Köln", "Deutschland"),
        Lines = [.. Enumerable.Range(1, 8).Select(i => new OrderLine($"SKU-{i:00000}", $"Article number {i} of the order", i, 12.5m * i))],
        Tags = ["priority", "gift", "insured"],
    };
}

public sealed record Address(string Street, string Zip, string City, string Country);

public sealed record OrderLine(string Sku, string Name, int Quantity, decimal Price);
