using System.Text;
using Settee.Documents;
using Settee.TestTypes;

namespace Settee.Generators.Tests;

/// <summary>Keys from their parts, and back.</summary>
public sealed class KeyTests
{
    private static readonly Guid SomeId = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Fact]
    public void Parts_of_every_kind_become_text()
    {
        var key = EveryPart.KeyFor("Köln", -7, 255, SomeId, new DateOnly(2026, 11, 20), DayOfWeek.Friday);
        Assert.Equal("k/Köln/-7-00ff/0f8fad5bd9cb469fa16570867728950e_20261120/Friday.5.json", key.ToString());
    }

    [Fact]
    public void What_a_key_was_made_of_comes_back()
    {
        var random = new Random(20261120);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abÄ-_.:{}日"[random.Next(10)])]);
            var parts = (
                text, random.Next(int.MinValue, int.MaxValue), random.Next(int.MinValue, int.MaxValue), Guid.NewGuid(),
                DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber)), (DayOfWeek)random.Next(7));
            var key = EveryPart.KeyFor(parts.text, parts.Item2, parts.Item3, parts.Item4, parts.Item5, parts.Item6);
            Assert.True(EveryPart.TryParseKey(key, out var a, out var b, out var c, out var d, out var e, out var f), key.ToString());
            Assert.Equal(parts, (a, b, c, d, e, f));
        }
    }

    [Fact]
    public void Members_that_the_json_does_not_have_are_filled_from_the_key()
    {
        var document = new EveryPart { Text = "t", Number = 1, Hex = 2, Id = SomeId, Day = new DateOnly(2026, 1, 2), Kind = DayOfWeek.Monday, Value = 9 };
        var json = DocumentJson.Serialize(document);
        Assert.Equal("""{"value":9}""", Encoding.UTF8.GetString(json));
        var read = DocumentJson.Deserialize(json, new DocumentMetadata<EveryPart>(EveryPart.KeyOf(document), default, null));
        Assert.Equal(document, read);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a/")]
    public void A_part_that_contains_its_separator_is_refused(string text)
    {
        var error = Assert.Throws<InvalidArgumentException>(() => EveryPart.KeyFor(text, 1, 2, SomeId, default, default));
        Assert.Contains($"The member 'Text' of the key contains '/' ('{text}')", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidArgumentException>(() => Route.KeyFor("a:", default));
    }

    [Fact]
    public void A_part_may_begin_like_its_separator()
    {
        Assert.True(EveryPart.TryParseKey(EveryPart.KeyFor("/", 1, 2, SomeId, default, default), out var text, out _, out _, out _, out _, out _));
        Assert.Equal("/", text);
    }

    [Theory]
    [InlineData("k/a/1-00ff/0f8fad5bd9cb469fa16570867728950e_20261120/Friday.5.jso")]
    [InlineData("k/a/1-00ff/0f8fad5bd9cb469fa16570867728950e_20261120/Friday.4.json")]
    [InlineData("k/a/1-00FF/0f8fad5bd9cb469fa16570867728950e_20261120/Friday.5.json")]
    [InlineData("k/a/01-00ff/0f8fad5bd9cb469fa16570867728950e_20261120/Friday.5.json")]
    [InlineData("k/a/1-00ff/0f8fad5b-d9cb-469f-a165-70867728950e_20261120/Friday.5.json")]
    [InlineData("k/a/1-00ff/0f8fad5bd9cb469fa16570867728950e_20261320/Friday.5.json")]
    [InlineData("k/a/1-00ff/0f8fad5bd9cb469fa16570867728950e_20261120/Sunday2.5.json")]
    [InlineData("k//1-00ff/0f8fad5bd9cb469fa16570867728950e_20261120/Friday.5.json")]
    [InlineData("k/a")]
    [InlineData(".json")]
    public void Other_spellings_are_no_keys_of_the_type(string key) =>
        Assert.False(EveryPart.TryParseKey(new DocumentKey<EveryPart>(key), out _, out _, out _, out _, out _, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_part_that_is_missing_is_refused(string? text) =>
        Assert.Throws<InvalidArgumentException>(() => EveryPart.KeyFor(text!, 1, 2, SomeId, default, default));

    [Fact]
    public void A_key_has_at_most_250_bytes_in_the_default_collection_and_246_in_others()
    {
        // "ticket::", "::" and 32 digits.
        Assert.Equal(250, Ticket.KeyFor(new string('x', 250 - 42), SomeId).Length);
        Assert.Throws<InvalidArgumentException>(() => Ticket.KeyFor(new string('x', 251 - 42), SomeId));
        Assert.Throws<InvalidArgumentException>(() => Ticket.KeyFor(new string('ä', 105), SomeId));

        // "route::", "::" and a date of ten characters.
        Assert.Equal(246, Route.KeyFor(new string('x', 246 - 19), default).Length);
        Assert.Throws<InvalidArgumentException>(() => Route.KeyFor(new string('x', 247 - 19), default));
    }

    [Fact]
    public void A_generated_key_is_kept_by_its_document()
    {
        var ticket = new Ticket { Shop = "s", Seat = 3 };
        var key = Ticket.KeyOf(ticket);
        Assert.Equal(key, ticket.Key);
        Assert.Equal(key, Ticket.KeyOf(ticket));
        Assert.Equal(key, Ticket.KeyOf(ticket with { Seat = 4 }));
        Assert.NotEqual(key, Ticket.KeyOf(new Ticket { Shop = "s" }));

        Assert.True(Ticket.TryParseKey(key, out var shop, out var guid));
        Assert.Equal(("s", key), (shop, Ticket.KeyFor("s", guid)));
        Assert.NotEqual(default, guid);
    }
}
