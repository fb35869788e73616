using System.Text;
using System.Text.Json;
using Settee.Documents;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests.Differential;

/// <summary>Every character is escaped as the relaxed encoder does it, wherever it stands in a string of whatever length.</summary>
public sealed class EscapingTests
{
    [Fact]
    public void Every_unit_is_written_alike()
    {
        for (var c = 0; c <= char.MaxValue; c++)
            Compare($"a{(char)c}b");
    }

    [Fact]
    public void Every_plane_is_written_alike()
    {
        for (var rune = 0x10000; rune <= 0x10FFFF; rune += 97)
            Compare(new Rune(rune) + "x");
    }

    [Fact]
    public void Every_length_is_written_alike()
    {
        for (var length = 0; length < 140; length++)
        {
            foreach (var last in new[] { 'x', 'ä', '日', '"', '\ud800', '\n' })
                Compare(new string('ö', length / 2) + new string('y', length - (length / 2)) + last);
        }
    }

    [Fact]
    public void Long_strings_with_something_to_escape_at_each_place_of_a_chunk_are_written_alike()
    {
        for (var place = 0; place < 600; place += 7)
            Compare(new string('z', place) + "😀\"" + new string('ß', 600 - place) + "\u2028");
    }

    private static void Compare(string text)
    {
        var document = new Texts { String = text, Char = text[0] };
        var expected = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(document, Conventions.Options));
        var actual = Encoding.UTF8.GetString(DocumentJson.Serialize(document));
        if (expected != actual)
            Assert.Equal(expected, actual);
    }
}
