using System.Text;
using System.Text.Json;
using Settee.Documents;
using Settee.TestTypes;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests;

/// <summary>The document of the guide pages, written and read by its generated code.</summary>
public sealed class RoundTripTests
{
    private static readonly Airline Sample = new()
    {
        Id = 10,
        Name = "Köln \"Air\"",
        Flights = 3,
        Address = new Address { City = "Bonn", Floors = { ["a.b"] = 1 } },
        Tags = ["regional"],
    };

    [Fact]
    public void A_record_is_written_in_order_of_declaration_without_metadata()
    {
        Assert.Equal(
            """{"id":10,"name":"Köln \"Air\"","country":null,"flights":3,"address":{"street":null,"city":"Bonn","floors":{"a.b":1}},"tags":["regional"]}""",
            Encoding.UTF8.GetString(DocumentJson.Serialize(Sample)));
    }

    [Fact]
    public void A_record_is_read_with_its_metadata_and_keeps_initial_values_of_missing_members()
    {
        var key = Airline.KeyFor(10);
        var airline = DocumentJson.Deserialize<Airline>("""{"name":"N","unknown":[{}],"id":1}"""u8, new(key, new Cas(5), null));

        Assert.Equal((1, "N", new Cas(5)), (airline.Id, airline.Name, airline.Version));
        Assert.Empty(airline.Tags);
    }

    [Fact]
    public void A_missing_required_member_is_named()
    {
        var error = Assert.Throws<JsonException>(() => DocumentJson.Deserialize<Airline>("""{"id":1}"""u8));
        Assert.Contains("'name'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_only_the_key_has_come_back_out_of_it()
    {
        var document = new KeptInKey { Id = 5, Name = "n" };
        var json = DocumentJson.Serialize(document);
        Assert.Equal("""{"name":"n"}""", Encoding.UTF8.GetString(json));
        Assert.Equal(document, DocumentJson.Deserialize<KeptInKey>(json, new(KeptInKey.KeyOf(document), default, null)));
    }

    [Fact]
    public void Extension_data_in_a_node_is_written_as_members()
    {
        // System.Text.Json 10.0 writes the node as a nameless object here, which no reader takes.
        var nodes = new ExtendedNodes(1) { More = new() { ["k"] = 1, ["l"] = null } };
        Assert.Equal(
            """{"id":0,"twice":0,"last":0,"elements":null,"nodes":{"a":1,"k":1,"l":null},"fromStart":null}""",
            Encoding.UTF8.GetString(DocumentJson.Serialize(new Extended { Nodes = nodes })));
    }

    [Fact]
    public void Keys_are_built_from_parts_and_taken_apart()
    {
        Assert.Equal("airline::10", Airline.KeyOf(Sample).ToString());
        Assert.True(Airline.TryParseKey(new DocumentKey<Airline>("airline::7"), out var id));
        Assert.Equal(7, id);
        Assert.False(Airline.TryParseKey(new DocumentKey<Airline>("airline::+7"), out _));
        Assert.False(Airline.TryParseKey(new DocumentKey<Airline>("airport::7"), out _));

        var key = Route.KeyFor("CGN", new DateOnly(2026, 2, 3));
        Assert.Equal("route::CGN::2026-02-03", key.ToString());
        Assert.True(Route.TryParseKey(key, out var from, out var day));
        Assert.Equal(("CGN", new DateOnly(2026, 2, 3)), (from, day));
    }
}
