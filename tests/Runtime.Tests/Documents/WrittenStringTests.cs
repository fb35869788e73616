using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Settee.Documents;

namespace Runtime.Tests.Documents;

/// <summary>Strings as they are written: byte for byte what System.Text.Json writes with relaxed escaping.</summary>
public class WrittenStringTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Around every boundary of the vectors, with something special at every place.</summary>
    [Theory]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("\n")]
    [InlineData("\u0000")]
    [InlineData("\u001f")]
    [InlineData("~")]
    [InlineData("\u007f")]
    [InlineData("\u0080")]
    [InlineData("\u00a0")]
    [InlineData("\u00c0")]
    [InlineData("\u024f")]
    [InlineData("\u0250")]
    [InlineData("\u0122")]
    [InlineData("\u015c")]
    [InlineData("\u2028")]
    [InlineData("\u8122")]
    [InlineData("\uff22")]
    [InlineData("日本")]
    [InlineData("\ud83d\ude00")]
    [InlineData("\ud83d")]
    [InlineData("\ude00")]
    public void Any_character_at_any_place_is_written_as_by_the_reference(string special)
    {
        for (var length = 0; length <= 36; length++)
        {
            for (var place = 0; place <= length; place++)
            {
                var text = new string('x', place) + special + new string('y', length - place);
                Assert.Equal(JsonSerializer.Serialize(text, Relaxed), Write(text));
            }
        }
    }

    [Fact]
    public void Every_character_is_written_as_by_the_reference()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var text = $"{(char)c}, alone and {(char)c}{(char)c} together";
            Assert.Equal(JsonSerializer.Serialize(text, Relaxed), Write(text));
        }
    }

    private static string Write(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new JsonWriter(buffer);
        writer.WriteString(text);
        writer.Flush();
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
