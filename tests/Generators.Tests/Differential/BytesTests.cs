using System.Text.Json;
using Settee.Documents;

namespace Settee.Generators.Tests.Differential;

/// <summary>Bytes that are no text, which no string of a test can hold.</summary>
public sealed class BytesTests
{
    private static readonly byte[][] Texts =
    [
        // Broken UTF-8 in a string, in a name that is known, in one that is skipped, and in a skipped value.
        [.. "{\"string\":\""u8, 0xff, .. "\"}"u8],
        [.. "{\"string\":\"a"u8, 0xc3, .. "\"}"u8],
        [.. "{\"string\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8],
        [.. "{\"strin"u8, 0xff, .. "\":\"a\"}"u8],
        [.. "{\"other\":\""u8, 0xff, .. "\"}"u8],
        [.. "{\"String\":\""u8, 0xff, .. "\"}"u8],

        // A byte order mark, which only streams may have.
        [0xef, 0xbb, 0xbf, .. "{}"u8],

        // Control characters and bytes that stand for nothing.
        [.. "{\"string\":\"a\u0001\"}"u8],
        [.. "{\"string\":\"a\nb\"}"u8],
        [0x00],
        [.. "{}"u8, 0x00],
        [.. "\u00a0{}"u8],
    ];

    [Fact]
    public void Reads_are_equal()
    {
        foreach (var json in Texts)
        {
            Assert.Equal(
                Outcome(() => JsonSerializer.Deserialize<TestTypes.Zoo.Texts>(json, Conventions.Options)),
                Outcome(() => DocumentJson.Deserialize<TestTypes.Zoo.Texts>(json)));
        }
    }

    private static string Outcome(Func<TestTypes.Zoo.Texts?> read)
    {
        try
        {
            return ObjectDump.Of(read());
        }
        catch (JsonException e)
        {
            return $"{nameof(JsonException)} at {e.Path}";
        }
    }
}
