namespace Settee.Generators.Tests.Pipeline;

/// <summary>
/// A project whose documents depend on other files in every way there is: by base types, members, nested and partial types, constants,
/// converters, aliases, static and global usings, attributes of the assembly, and by names that a type nearer by could take over.
/// </summary>
internal static class EditCorpus
{
    public static readonly string[] Files =
    [
        """
        global using Settee;
        global using Settee.Documents;
        global using Shop.Parts;
        global using Money = Shop.Parts.Amount;
        global using Stored = Settee.DocumentAttribute;
        [assembly: JsonDefaults(PropertyNameCaseInsensitive = true)]
        [assembly: Codec<Shop.Parts.Ratio, Shop.Codecs.RatioCodec>]
        """,
        """
        namespace Shop;

        [Document("sales.customer", Key = Keys.Customer)]
        public sealed partial record Customer
        {
            public required int Id { get; init; }
            [JsonPropertyName(Wire.Name)] public required string Name { get; init; }
            public Address? Address { get; init; }
            public Level Level { get; init; }
            public Money Limit { get; init; }
            public string Describe() => Name + Id;
            [Meta] public Cas Version { get; init; }
        }
        """,
        """
        using static Shop.Wire;
        namespace Shop
        {
            [Document("sales.order", Key = "order::{Id}", Expiry = "90d")]
            public partial class Order : Tracked
            {
                public List<Line> Lines { get; set; } = [];
                public Dictionary<string, Shop.Parts.Address> Places { get; set; } = [];
                [JsonPropertyName(Prefix + "state")] public State Now { get; set; }
                public Shape? Shape { get; set; }
                public decimal Total() { decimal sum = 0; foreach (var line in Lines) sum += line.Price; return sum; }
            }
        }
        """,
        """
        namespace Shop;

        public abstract class Tracked
        {
            public int Id { get; set; }
            [JsonConverter(typeof(StampConverter))] public DateTime Changed { get; set; }
            [JsonIgnore] public virtual string Label { get { return "t"; } set { } }

            public enum State { Open, Closed }
        }
        """,
        """
        namespace Shop;

        public partial class Order
        {
            public string? Remark { get; set; }
            public Ratio Discount { get; set; }
            public override string Label => "order";
        }
        """,
        """
        namespace Shop.Parts;

        public class Address
        {
            public string Street { get; set; } = "";
            public int Count() { return 0; }
            public string? City { get; set; }
            public Country? Country { get; set; }
        }

        public readonly record struct Amount(decimal Value, string Currency = "EUR");
        public readonly record struct Ratio(int Part, int Whole);
        """,
        """
        namespace Shop.Parts
        {
            public enum Level { Basic, Gold }
            public record Country(string Code, [property: JsonPropertyName("n")] string Name);
        }
        """,
        """
        namespace Shop;

        internal static class Wire
        {
            public const string Name = Prefix + "name";
            public const string Prefix = "x_";
        }

        internal static class Keys { public const string Customer = "customer::{Id}"; }
        """,
        """
        namespace Shop;

        public record Line(string Article, decimal Price, int Count = 1);

        [JsonDerivedType(typeof(Circle), "circle")]
        [JsonDerivedType(typeof(Square), "square")]
        public abstract class Shape { public string? Colour { get; set; } }
        public sealed class Circle : Shape { public double Radius { get; set; } }
        public sealed class Square : Shape { public double Side { get; set; } }
        """,
        """
        using System.Text.Json;
        namespace Shop;

        public sealed class StampConverter : JsonConverter<DateTime>
        {
            public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());
            public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Ticks);
        }
        """,
        """
        namespace Shop.Codecs;

        public struct RatioCodec : IJsonCodec<Ratio>
        {
            public static void Write(ref JsonWriter writer, Ratio value) => writer.WriteNumber(value.Part);
            public static Ratio Read(ref JsonReader reader) => new(reader.GetInt32(), 1);
        }
        """,
        """
        using Alias = Shop.Parts.Address;
        namespace Shop.Depot;

        public static partial class Rooms
        {
            [Stored("depot.room", Key = "room::{Id:D}")]
            internal partial struct Room
            {
                public Guid Id { get; set; }
                public Alias Site { get; set; }
                public (int Row, Level Level)[] Shelves { get; set; }
                public Inner? Detail { get; set; }
                public sealed class Inner { [JsonInclude] public int Depth = 1; public int Width { get; set; } }
            }
        }
        """,
        """
        namespace Shop.Depot;

        internal sealed class Clerk
        {
            private readonly List<int> _seen = [];
            public string Name { get; set; } = "";
            public int See(int what) { _seen.Add(what); return _seen.Count; }
        }
        """,
    ];
}
