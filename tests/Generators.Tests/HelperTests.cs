using System.Collections.Frozen;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Settee.Documents;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests;

/// <summary>Hand-written codecs, contexts that help out, and collections that only Settee reads.</summary>
public sealed class HelperTests
{
    [Fact]
    public void Members_are_written_by_the_codecs_that_are_named_for_them()
    {
        var document = new Helped
        {
            Angle = new(1.5),
            MaybeAngle = new(2),
            Angles = [new(3)],
            Big = BigInteger.Pow(10, 30),
            Complex = new(1, 2),
            Complexes = [new(3, 4), null],
            Leaf = new("a", new("b")),
        };
        var json = DocumentJson.Serialize(document);

        // The context has conventions of its own.
        var complex = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(document.Complex, new HelperContext().Complex));
        var other = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(new Complex(3, 4), new HelperContext().Complex));
        Assert.Equal(
            $$$$"""
            {"id":0,"angle":"1.5°","maybeAngle":"2°","angles":["3°"],"big":"1000000000000000000000000000000","maybeBig":null,
            "complex":{{{{complex}}}},"complexes":[{{{{other}}}},null],"leaf":{"Text":"a","Next":{"Text":"b","Next":null}}}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(json));

        var read = DocumentJson.Deserialize<Helped>(json);
        Assert.Equal((document.Angle, document.MaybeAngle, document.Big, document.Leaf), (read.Angle, read.MaybeAngle, read.Big, read.Leaf));
        Assert.Equal(document.Angles, read.Angles);
        Assert.Null(read.MaybeBig);
        Assert.Equal(2, read.Complexes!.Count);
    }

    [Theory]
    [InlineData("""{"angle":"x"}""", "$.angle")]
    [InlineData("""{"angles":["1°",5]}""", "$.angles[1]")]
    [InlineData("""{"big":"1.5"}""", "$.big")]
    [InlineData("""{"leaf":{"Next":{"Text":5}}}""", "$.leaf.Next.Text")]
    [InlineData("""{"complexes":[null,[]]}""", "$.complexes[1]")]
    [InlineData("""{"leaf":{"Text":"a",}}""", "$.leaf")]
    public void Errors_in_them_are_found_in_the_document(string json, string path)
    {
        var error = Assert.Throws<JsonException>(() => DocumentJson.Deserialize<Helped>(Encoding.UTF8.GetBytes(json)));
        Assert.StartsWith(path, error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Collections_that_cannot_be_changed_are_read()
    {
        // System.Text.Json 10.0 writes them and cannot read them.
        var document = new ReadOnlyCollections
        {
            FrozenSet = new[] { 1 }.ToFrozenSet(),
            FrozenDictionary = new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary(),
            Set = new HashSet<string> { "s" },
            ReadOnlySet = new(new HashSet<string> { "r" }),
            Collection = new(["c", null]),
            Dictionary = new(new Dictionary<Color, int> { [Color.Green] = 2 }),
        };
        var json = DocumentJson.Serialize(document);
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(document, Conventions.Options), json);

        var read = DocumentJson.Deserialize<ReadOnlyCollections>(json);
        Assert.Equal(json, DocumentJson.Serialize(read));
        Assert.Null(DocumentJson.Deserialize<ReadOnlyCollections>("""{"frozenSet":null}"""u8).FrozenSet);
    }

    [Fact]
    public void Documents_of_several_types_are_read_with_their_metadata()
    {
        var key = Animal.KeyFor(1);
        var cat = DocumentJson.Deserialize<Animal>("""{"$type":"cat","id":1,"friend":{"$type":"dog","id":2}}"""u8, new(key, new Cas(5), null));
        Assert.IsType<Cat>(cat);
        Assert.Equal(new Cas(5), cat.Version);
        Assert.Equal("animal::1", Animal.KeyOf(cat).ToString());

        var temperature = DocumentJson.Deserialize<Temperature>("\"3/1.5\""u8);
        Assert.Equal("t::3", Temperature.KeyOf(temperature).ToString());
    }
}
