using System.Text.Json;
using System.Text.Json.Nodes;
using Settee.TestTypes;
using Settee.TestTypes.Zoo;
using Settee.Wire;

namespace Settee.Generators.Tests;

/// <summary>The places of documents: their paths, and with the types in the declarations also what is read there.</summary>
public sealed class FieldTests
{
    [Fact]
    public void Members_are_places_with_the_types_of_their_values()
    {
        Field<Airline, int> id = Airline.Fields.Id;
        Field<Airline, string?> country = Airline.Fields.Country;
        Field<Airline, Address?> address = Airline.Fields.Address;
        Field<Airline, List<string>> tags = Airline.Fields.Tags;
        Assert.Equal(["id", "country", "address", "tags"], [$"{id}", $"{country}", $"{address}", $"{tags}"]);
    }

    [Fact]
    public void What_is_in_something_that_may_be_missing_may_be_missing()
    {
        Field<Airline, string?> city = Airline.Fields.Address.City;
        Field<Airline, Dictionary<string, int>?> floors = Airline.Fields.Address.Floors;
        Field<Airline, int?> floor = Airline.Fields.Address.Floors["ground"];
        Assert.Equal(["address.city", "address.floors", "address.floors.ground"], [$"{city}", $"{floors}", $"{floor}"]);
    }

    [Fact]
    public void Elements_may_be_missing_as_lists_have_any_length()
    {
        Field<Airline, string?> tag = Airline.Fields.Tags[0];
        Field<Route, Address?> stop = Route.Fields.Stops[2];
        Field<Route, string?> city = Route.Fields.Stops[^1].City;
        Field<Route, int?> floor = Route.Fields.Stops[1].Floors["a.b"];
        Assert.Equal(["tags[0]", "stops[2]", "stops[-1].city", "stops[1].floors.`a.b`"], [$"{tag}", $"{stop}", $"{city}", $"{floor}"]);
        Assert.Throws<InvalidArgumentException>(() => Airline.Fields.Tags[^2]);
    }

    [Fact]
    public void Containers_nest()
    {
        Field<Dictionaries, int?> inLists = Dictionaries.Fields.Lists["k"][3];
        Field<Dictionaries, int?> inMaps = Dictionaries.Fields.Nested["k"]["l"];
        Field<Dictionaries, Dictionary<string, int>?> map = Dictionaries.Fields.Nested["k"];
        Assert.Equal(["lists.k[3]", "nested.k.l", "nested.k"], [$"{inLists}", $"{inMaps}", $"{map}"]);
    }

    [Fact]
    public void Of_several_types_there_are_the_members_of_all()
    {
        Field<Drawing, Shape?> shape = Drawing.Fields.Shape;
        Field<Drawing, string?> name = Drawing.Fields.Shape.Name;
        Field<Drawing, string?> element = Drawing.Fields.Shapes[0].Name;
        Field<Drawing, double?> radius = Drawing.Fields.Circle.Radius;
        Assert.Equal(["shape", "shape.name", "shapes[0].name", "circle.radius"], [$"{shape}", $"{name}", $"{element}", $"{radius}"]);
    }

    [Fact]
    public void Names_with_a_meaning_in_paths_are_quoted() =>
        Assert.Equal(
            ["`a.b`", "`back``tick[0]`", "quo\\\"te\\\\", "日本", "urlValue", "property_Name", "class"],
            [
                $"{Renamed.Fields.Dotted}", $"{Renamed.Fields.Tick}", $"{Renamed.Fields.Quote}", $"{Renamed.Fields.Japan}",
                $"{Renamed.Fields.URLValue}", $"{Renamed.Fields.Property_Name}", $"{Renamed.Fields.@class}",
            ]);

    [Theory]
    [InlineData("a.b", "`a.b`")]
    [InlineData("x`y[", "`x``y[`")]
    [InlineData("]", "`]`")]
    [InlineData("q\"", "q\\\"")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("new\nline", "new\\nline")]
    [InlineData("`", "````")]
    [InlineData("sp ace/é", "sp ace/é")]
    public void Keys_with_a_meaning_in_paths_are_quoted(string key, string component) =>
        Assert.Equal($"address.floors.{component}", Airline.Fields.Address.Floors[key].ToString());

    [Fact]
    public void Keys_of_any_kind_become_names() =>
        Assert.Equal(
            ["ints.-5", "dates.2024-01-02", "decimals.`1.50`"],
            [
                $"{DictionaryKeys.Fields.Ints[-5]}", $"{DictionaryKeys.Fields.Dates[new DateOnly(2024, 1, 2)]}",
                $"{DictionaryKeys.Fields.Decimals[1.50m]}",
            ]);

    [Theory]
    [InlineData("")]
    [InlineData("\u0001")]
    [InlineData("😀")]
    public void Keys_that_no_path_can_express_are_refused(string key)
    {
        var error = Assert.Throws<InvalidArgumentException>(() => Airline.Fields.Address.Floors[key]);
        Assert.Contains($"No path leads to the name '{key}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_no_path_can_express_does_not_take_the_others_with_it() =>
        Assert.Contains("No path leads to the name ''", Renamed.Fields.Empty.ToString(), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_declared_stands_beside_what_is()
    {
        Field<Extended, object?> more = Extended.Fields.More["a.b"];
        Field<Extended, JsonElement?> element = Extended.Fields.Elements.More["x"];
        Field<Extended, JsonNode?> node = Extended.Fields.Nodes.More["y"];
        Assert.Equal(["`a.b`", "elements.x", "nodes.y"], [$"{more}", $"{element}", $"{node}"]);
        Assert.Equal(7, FieldAnswers.Read(element, Status.Success, "7"u8, null!)!.Value.GetInt32());
        Assert.Null(FieldAnswers.Read(element, Status.SubdocPathNotFound, default, null!));
        Assert.Equal("[1]", FieldAnswers.Read(node, Status.Success, "[1]"u8, null!)!.ToJsonString());
        Assert.Null(FieldAnswers.Read(more, Status.SubdocPathNotFound, default, null!));
        Assert.Throws<InvalidArgumentException>(() => Extended.Fields.More[""]);
    }

    [Fact]
    public void Other_questions_have_other_types()
    {
        Field<Airline, bool> exists = Airline.Fields.Address.Exists();
        Field<Airline, int> count = Airline.Fields.Tags.Count();
        Field<Airline, string> text = Airline.Fields.Country.Or("DE");
        Field<Airline, int> number = Airline.Fields.Address.Floors["x"].Or(0);
        Field<Airline, int> value = Airline.Fields.Flights.Or(1);
        Field<Airline, Address> record = Airline.Fields.Address.Or(new Address());
        Assert.Equal(
            ["address", "tags", "country", "address.floors.x", "flights", "address"],
            [$"{exists}", $"{count}", $"{text}", $"{number}", $"{value}", $"{record}"]);
    }

    [Fact]
    public void Fields_of_members_are_made_once()
    {
        Assert.Same(Airline.Fields.Address.City, Airline.Fields.Address.City);
        Assert.Same(Airline.Fields.Name, Airline.Fields.Name);
    }
}
