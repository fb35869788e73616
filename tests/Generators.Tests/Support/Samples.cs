namespace Settee.Generators.Tests.Support;

/// <summary>Sources that several tests use.</summary>
internal static class Samples
{
    /// <summary>Two documents that share a plain type, each in a file.</summary>
    public static readonly string[] Shop =
    [
        """
        namespace Shop;

        [Document("sales.customer", Key = "customer::{Id}", Accessor = "Customers")]
        public sealed partial record Customer
        {
            public required int Id { get; init; }
            public required string Name { get; init; }
            public Address? Address { get; init; }
            public Level Level { get; init; }
            [Meta] public Cas Version { get; init; }
        }

        public enum Level { Basic, Gold }
        """,
        """
        namespace Shop;

        [Document("sales.order", Key = "order::{Customer}::{Day:yyyyMMdd}", Expiry = "90d")]
        public partial class Order
        {
            public int Customer { get; set; }
            public DateOnly Day { get; set; }
            public Address ShipTo { get; set; } = new();
            public List<Line> Lines { get; set; } = [];
        }

        public record Line(string Article, decimal Price, int Count = 1);
        """,
        """
        namespace Shop;

        public class Address
        {
            public string City { get; set; } = "";
            public Dictionary<string, string>? Notes { get; set; }
        }
        """,
    ];

    /// <summary>One document whose members are given.</summary>
    public static string Document(string members, string key = "k::{Id}", string type = "partial class") =>
        $$"""
        namespace Shop;

        [Document("things", Key = "{{key}}")]
        public {{type}} Thing
        {
            public int Id { get; set; }
            {{members}}
        }
        """;
}
