using Settee.Documents;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>
/// Plain types that documents of several assemblies share. Each assembly emits what its own documents need, and none sees two types of one
/// name: all compile without a warning and run.
/// </summary>
public sealed class AssembliesTests
{
    private const string Address =
        """namespace Shop; public class Address { public string City { get; set; } = ""; public Dictionary<string, int>? Floors { get; set; } }""";

    private const string Customer =
        """
        namespace Shop;

        [Document("sales.customer", Key = "customer::{Id}")]
        public partial class Customer { public int Id { get; set; } public Address? Home { get; set; } public List<Address> Others { get; set; } = []; }
        """;

    private const string Basket =
        """
        namespace Shop;

        [Document("sales.basket", Key = "basket::{Id}")]
        public partial class Basket { public int Id { get; set; } public Address? ShipTo { get; set; } public List<Address> Stops { get; set; } = []; }
        """;

    // Uses everything that is emitted for a basket and the addresses in it.
    private const string UseOfBaskets =
        """
        namespace Shop;

        public static class Use
        {
            public static string Fields() => $"{Basket.Fields.ShipTo.City} {Basket.Fields.Stops[0].Floors["x"]}";

            public static byte[] Json() => Settee.Documents.DocumentJson.Serialize(
                Settee.Documents.DocumentJson.Deserialize<Basket>("{\"id\":1,\"shipTo\":{\"city\":\"Bonn\"}}"u8));

            public static void Patch(Settee.Documents.PatchBuilder builder) => Change(Over<BasketPatch>(builder));

            public static object Send(Bucket bucket) => bucket.Basket.PatchAsync(1, static p => Change(p));

            private static void Change(BasketPatch p)
            {
                p.ShipTo.City.Set("Köln");
                p.Stops[0].Floors["x"].Increment();
                p.Stops.Append(new Address());
            }

            private static T Over<T>(Settee.Documents.PatchBuilder builder)
                where T : struct, Settee.Documents.IDocumentPatch<T>, allows ref struct => T.Over(builder);
        }
        """;

    [Fact]
    public void A_type_of_an_assembly_with_documents_is_used_in_documents_of_another()
    {
        var chain = new AssemblyChain().Add("Shop.Domain", Address, Customer).Add("Shop.Web", Basket, UseOfBaskets);
        AssertBasketsWork(chain);
    }

    [Fact]
    public void A_friend_assembly_sees_what_the_other_emitted_and_does_not_mind()
    {
        const string Friend = """[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Shop.Web")]""";
        var chain = new AssemblyChain()
            .Add("Shop.Domain", Hidden(Address), Hidden(Customer), Friend)
            .Add("Shop.Web", Hidden(Basket), UseOfBaskets);
        AssertBasketsWork(chain);

        static string Hidden(string source) => source.Replace("public class", "internal class", StringComparison.Ordinal)
            .Replace("public partial class", "internal partial class", StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_uses_the_documents_of_two_assemblies_with_the_same_type_in_them()
    {
        var chain = new AssemblyChain()
            .Add("Shop.Contracts", Address)
            .Add("Shop.Domain", Customer)
            .Add("Shop.Web", Basket)
            .Add(
                "Shop.App",
                UseOfBaskets,
                """
                namespace Shop;

                public static class UseOfCustomers
                {
                    public static string Fields() => $"{Customer.Fields.Home.City} {Customer.Fields.Others[^1].City}";
                    public static void Change(CustomerPatch p) { Move(p.Home); Move(p.Others[0]); }
                    private static void Move(Settee.Generated.Shop_Domain.OptionalShop_AddressPatch p) => p.City.Set("Bonn");
                }
                """);
        AssertBasketsWork(chain);
        Assert.Equal("home.city others[-1].city", chain.Run("Shop.UseOfCustomers", "Fields"));
    }

    [Fact]
    public void Each_assembly_keeps_its_conventions()
    {
        var chain = new AssemblyChain()
            .Add("Shop.Domain", Address, Customer)
            .Add("Shop.Web", "[assembly: JsonDefaults(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper)]", Basket, UseOfBaskets);
        Assert.Equal("SHIP_TO.CITY STOPS[0].FLOORS.x", chain.Run("Shop.Use", "Fields"));
    }

    [Fact]
    public void Types_of_the_same_name_in_other_assemblies_are_told_apart()
    {
        var chain = new AssemblyChain()
            .Add("Left", "namespace Left; public class Part { public int A { get; set; } public Pair<int, string>? Pair { get; set; } } public record Pair<X, Y>(X First, Y Second);")
            .Add("Right", "namespace Right; public class Part { public int B { get; set; } public Left.Pair<int, string>? Pair { get; set; } }")
            .Add(
                "Both",
                """
                namespace Both;
                [Document("d", Key = "d")] public partial class Whole { public Left.Part? L { get; set; } public Right.Part? R { get; set; } public Other? O { get; set; } }
                [Document("o", Key = "o")] public partial class Other { public Left.Pair<Left.Part, Right.Part>? Pair { get; set; } }
                public static class Use { public static string Fields() => $"{Whole.Fields.L.A} {Whole.Fields.R.B} {Whole.Fields.R.Pair.Second} {Whole.Fields.O.Pair.Second.B}"; }
                """);
        Assert.Equal("l.a r.b r.pair.second o.pair.second.b", chain.Run("Both.Use", "Fields"));
    }

    [Fact]
    public void A_document_of_another_assembly_is_a_part_like_any_other()
    {
        var chain = new AssemblyChain()
            .Add("Shop.Domain", Address, Customer)
            .Add(
                "Shop.Web",
                """
                namespace Shop;
                [Document("visit", Key = "visit")] public partial class Visit { public Customer Who { get; set; } = new(); }
                public static class Use { public static string Fields() => $"{Visit.Fields.Who.Home.City}"; }
                """);
        Assert.Equal("who.home.city", chain.Run("Shop.Use", "Fields"));
    }

    [Fact]
    public void Constructed_types_of_the_same_short_name_are_told_apart()
    {
        var (_, diagnostics) = new GeneratorHost(sources:
            """
            namespace Shop
            {
                [Document("d", Key = "d")]
                public partial class Whole
                {
                    public Box<Left.Part>? A { get; set; }
                    public Box<Right.Part>? B { get; set; }
                    public Box<int[]>? C { get; set; }
                    public Box<long[]>? D { get; set; }
                    public Box<List<int>>? E { get; set; }
                    public Box<List<string>>? F { get; set; }
                    public Box<Box<int>>? G { get; set; }
                }

                public class Box<T> { public T? Value { get; set; } }
            }

            namespace Left { public class Part { public int X { get; set; } } }
            namespace Right { public class Part { public int Y { get; set; } } }
            """).Compile();
        Assert.Empty(diagnostics);
    }

    private static void AssertBasketsWork(AssemblyChain chain)
    {
        Assert.Equal("shipTo.city stops[0].floors.x", chain.Run("Shop.Use", "Fields"));
        Assert.Equal(
            """{"id":1,"shipTo":{"city":"Bonn","floors":null},"stops":[]}"""u8, (byte[])chain.Run("Shop.Use", "Json")!);

        var builder = new PatchBuilder();
        chain.Run("Shop.Use", "Patch", builder);
        Assert.Equal(
            [
                "SubdocDictUpsert CreateParents shipTo.city \"Köln\"",
                "SubdocCounter CreateParents stops[0].floors.x 1",
                """SubdocArrayPushLast CreateParents stops {"city":"","floors":null}""",
            ],
            PatchSpecs.Of(builder));
    }
}
