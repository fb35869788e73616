using Settee.Documents;
using Settee.Generators.Tests.Support;
using Settee.TestTypes;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests;

/// <summary>What a patch becomes on the wire: command, flags, path and value of each change.</summary>
public sealed class PatchTests
{
    [Fact]
    public void Members_become_commands_with_paths()
    {
        var specs = Specs<AirlinePatch>(static p =>
        {
            p.Name.Set("Köln Air");
            p.Country.Remove();
            p.Country.Insert("DE");
            p.Flights.Increment(2);
            p.Flights.Decrement();
            p.Address.City.Replace("Bonn");
            p.Address.Set(null);
            p.Address.Remove();
        });
        Assert.Equal(
            [
                "SubdocDictUpsert CreateParents name \"Köln Air\"",
                "SubdocDelete None country ",
                "SubdocDictAdd CreateParents country \"DE\"",
                "SubdocCounter CreateParents flights 2",
                "SubdocCounter CreateParents flights -1",
                "SubdocReplace None address.city \"Bonn\"",
                "SubdocDictUpsert CreateParents address null",
                "SubdocDelete None address ",
            ],
            specs);
    }

    [Fact]
    public void Lists_change_by_element()
    {
        var specs = Specs<RoutePatch>(static p =>
        {
            p.Stops.Append(new Address { City = "C" });
            p.Stops[2].City.Set("D");
            p.Stops[^1].Set(new Address());
            p.Stops[0].Remove();
            p.Stops.InsertAt(1, new Address());
            p.Stops.RemoveAt(^1);
            p.Stops[1].Floors["ground"].Increment();
        });
        Assert.Equal(
            [
                """SubdocArrayPushLast CreateParents stops {"street":null,"city":"C","floors":{}}""",
                "SubdocDictUpsert CreateParents stops[2].city \"D\"",
                """SubdocReplace None stops[-1] {"street":null,"city":"","floors":{}}""",
                "SubdocDelete None stops[0] ",
                """SubdocArrayInsert None stops[1] {"street":null,"city":"","floors":{}}""",
                "SubdocDelete None stops[-1] ",
                "SubdocCounter CreateParents stops[1].floors.ground 1",
            ],
            specs);
        Assert.Equal(["SubdocArrayAddUnique CreateParents tags \"a\"", "SubdocArrayPushFirst CreateParents tags \"b\""], Specs<AirlinePatch>(static p =>
        {
            p.Tags.AddUnique("a");
            p.Tags.Prepend("b");
        }));
    }

    [Fact]
    public void Names_with_a_meaning_in_paths_are_quoted()
    {
        Assert.Equal(
            [
                "SubdocDictUpsert CreateParents `a.b` 1",
                "SubdocDictUpsert CreateParents `back``tick[0]` 2",
                "SubdocDictUpsert CreateParents quo\\\"te\\\\ 3",
                "SubdocDictUpsert CreateParents 日本 4",
            ],
            Specs<RenamedPatch>(static p =>
            {
                p.Dotted.Set(1);
                p.Tick.Set(2);
                p.Quote.Set(3);
                p.Japan.Set(4);
            }));
        Assert.Equal(
            [
                "SubdocDictUpsert CreateParents address.floors.`a.b` 1",
                "SubdocDictUpsert CreateParents address.floors.`x``y[` 2",
                "SubdocDictUpsert CreateParents address.floors.q\\\" 3",
                "SubdocDictUpsert CreateParents address.floors.new\\nline 4",
            ],
            Specs<AirlinePatch>(static p =>
            {
                p.Address.Floors["a.b"].Set(1);
                p.Address.Floors["x`y["].Set(2);
                p.Address.Floors["q\""].Set(3);
                p.Address.Floors["new\nline"].Set(4);
            }));
    }

    [Fact]
    public void Keys_of_any_kind_become_names() =>
        Assert.Equal(
            ["SubdocDictUpsert CreateParents ints.-5 1", "SubdocDictUpsert CreateParents dates.2024-01-02 2", "SubdocDictUpsert CreateParents decimals.`1.50` 3"],
            Specs<DictionaryKeysPatch>(static p =>
            {
                p.Ints[-5].Set(1);
                p.Dates[new DateOnly(2024, 1, 2)].Set(2);
                p.Decimals[1.50m].Set(3);
            }));

    [Theory]
    [InlineData("")]
    [InlineData("\u0001")]
    [InlineData("😀")]
    [InlineData("\\\u007f")]
    public void Names_that_no_path_can_express_are_refused(string name)
    {
        var error = Assert.Throws<InvalidArgumentException>(() => Specs<AirlinePatch>(p => p.Address.Floors[name].Set(1)));
        Assert.Contains($"No path leads to the name '{name}'", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidArgumentException>(() => Specs<RenamedPatch>(static p => p.Empty.Set(1)));
    }

    [Fact]
    public void Limits_of_the_server_are_kept_before_anything_is_sent()
    {
        Assert.Throws<InvalidArgumentException>(() => Specs<AirlinePatch>(static _ => { }));
        Assert.Throws<InvalidArgumentException>(() => Specs<AirlinePatch>(static p => p.Flights.Increment(0)));
        Assert.Throws<InvalidArgumentException>(() => Specs<AirlinePatch>(static p => p.Address.Floors[new string('x', 1100)].Set(1)));
        Assert.Throws<InvalidArgumentException>(() => Specs<AirlinePatch>(static p => p.Tags[0].Insert("x")));
        Assert.Throws<InvalidArgumentException>(() => Specs<AirlinePatch>(static p => p.Tags.RemoveAt(^2)));
        Assert.Equal(16, Specs<AirlinePatch>(static p => Repeat(p, 16)).Length);
        Assert.Throws<InvalidArgumentException>(() => Specs<AirlinePatch>(static p => Repeat(p, 17)));

        static void Repeat(AirlinePatch p, int count)
        {
            for (var i = 0; i < count; i++)
                p.Flights.Set(i);
        }
    }

    [Fact]
    public void A_value_that_cannot_be_written_leaves_no_trace()
    {
        var builder = new PatchBuilder();
        var patch = Over<FractionsPatch>(builder);
        patch.Decimal.Set(1);
        var before = builder.Specs.ToArray();
        var failed = false;
        try
        {
            patch.Double.Set(double.NaN);
        }
        catch (ArgumentException)
        {
            failed = true;
        }

        Assert.True(failed);
        Assert.Equal(before, builder.Specs.ToArray());
        Assert.Equal(1, builder.Count);
    }

    private static string[] Specs<TPatch>(Action<TPatch> change)
        where TPatch : struct, IDocumentPatch<TPatch>, allows ref struct
    {
        var builder = new PatchBuilder();
        change(TPatch.Over(builder));
        return PatchSpecs.Of(builder);
    }

    private static T Over<T>(PatchBuilder builder)
        where T : struct, IDocumentPatch<T>, allows ref struct => T.Over(builder);
}
