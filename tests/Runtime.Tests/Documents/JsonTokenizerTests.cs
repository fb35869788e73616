using System.Text;
using System.Text.Json;
using Settee.Documents;

namespace Runtime.Tests.Documents;

/// <summary>The tokenizer against its oracle: the reader of System.Text.Json sees the same tokens, and stops at the same place.</summary>
public class JsonTokenizerTests
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly string[] Texts =
    [
        """{"id":1,"name":"Köln","tags":["a","b\nc","\u00e4\ud83d\ude00"],"nested":{"deep":[[],{},[{"x":null}]]},"t":true,"f":false,"n":-12.5e+3}""",
        """[0,-0,1,-1,12345678901234567890,0.1,1e5,1E-5,1.0e+10,true,false,null,"",{}]""",
        " { \"a\" : 1 ,\r\n\t\"b\" : [ 1 , 2 ] , \"c\" : { } } ",
        "\"a text that is longer than one vector, and then some more, with \\\\ an escape \\u0041 near its end\"",
        "// first\n{/* in */\"a\"/* no */:1,//x\r\n\"b\":[1,2,/**/],}/* last */",
        "42", "null ", "", " ", "[", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[1,", "\ufeff1",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "/", "//", "/*", "*/", "\n", " ", "\t", "0", "1", "-", "+", ".", "e", "E", "true", "tru", "null", "nul",
        "false", "\"a\"", "\"a\":", "\\u00", "\\u0041", "\\x", "\u0001", "ü", "\u2028", "00", "01", "1.", "1e", "{}", "[]", "\0", "\u000b",
    ];

    [Fact]
    public void Every_text_and_every_beginning_of_it_is_seen_alike()
    {
        foreach (var text in Texts)
        {
            var json = Encoding.UTF8.GetBytes(text);
            for (var length = 0; length <= json.Length; length++)
                SeesTheSame(json[..length]);
        }
    }

    [Fact]
    public void Every_text_with_a_piece_put_in_anywhere_is_seen_alike()
    {
        foreach (var text in Texts)
        {
            for (var place = 0; place <= text.Length; place++)
            {
                foreach (var piece in Pieces)
                {
                    SeesTheSame(Encoding.UTF8.GetBytes(text.Insert(place, piece)));
                    if (place < text.Length)
                        SeesTheSame(Encoding.UTF8.GetBytes(text.Remove(place, 1).Insert(place, piece)));
                }
            }
        }
    }

    /// <summary>Texts that no mutation of a sensible text would ever give.</summary>
    [Fact]
    public void Random_texts_are_seen_alike()
    {
        var random = new Random(20261120);
        for (var i = 0; i < 100_000; i++)
            SeesTheSame(Encoding.UTF8.GetBytes(string.Concat(random.GetItems(Pieces, random.Next(1, 12)))));
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(200)]
    public void Deep_texts_are_seen_alike(int depth)
    {
        var opening = string.Concat(Enumerable.Range(0, depth).Select(static i => i % 3 == 0 ? "[{\"a\":" : "["));
        var closing = string.Concat(Enumerable.Range(0, depth).Reverse().Select(static i => i % 3 == 0 ? "}]" : "]"));
        foreach (var maxDepth in new[] { 0, 10, 64, 1000 })
        {
            SeesTheSame(Encoding.UTF8.GetBytes($"[{opening}1{closing},2]"), new JsonReaderOptions { MaxDepth = maxDepth });
            SeesTheSame(Encoding.UTF8.GetBytes($"{opening}1{closing.Replace('}', ']')}"), new JsonReaderOptions { MaxDepth = maxDepth });
        }
    }

    [Fact]
    public void Every_value_can_be_skipped_and_handed_over()
    {
        var json = Encoding.UTF8.GetBytes(Texts[0]);
        var tokens = new JsonTokenizer(json, default);
        while (tokens.Read())
        {
            if (tokens.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject)
                continue;

            var start = tokens.TokenStartIndex;
            var skipped = tokens;
            Assert.True(skipped.Skip());

            var reader = tokens.ToReader();
            var depth = reader.CurrentDepth;
            using var value = JsonDocument.ParseValue(ref reader);
            Assert.Equal(skipped.BytesConsumed, start + reader.BytesConsumed);
            Assert.Equal(value.RootElement.GetRawText(), Encoding.UTF8.GetString(json[start..skipped.BytesConsumed]));

            var passed = tokens;
            passed.Pass(reader);
            Assert.Equal(skipped.TokenType, passed.TokenType);
            Assert.Equal(skipped.BytesConsumed, passed.BytesConsumed);
            Assert.Equal(skipped.TokenStartIndex, passed.TokenStartIndex);
            Assert.Equal(DepthAt(json, start), depth);
            while (passed.Read())
                Assert.True(skipped.Read());
            Assert.False(passed.IsMalformed);
        }

        Assert.False(tokens.IsMalformed);
    }

    private static int DepthAt(byte[] json, int start)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read() && reader.TokenStartIndex < start)
        {
        }

        return reader.CurrentDepth;
    }

    private static void SeesTheSame(byte[] json)
    {
        SeesTheSame(json, default);
        SeesTheSame(json, Lenient);
    }

    private static void SeesTheSame(byte[] json, JsonReaderOptions options)
    {
        var expected = new Utf8JsonReader(json, options);
        var actual = new JsonTokenizer(json, options);
        while (true)
        {
            bool isThere, isMalformed = false;
            try
            {
                isThere = expected.Read();
            }
            catch (JsonException)
            {
                isThere = false;
                isMalformed = true;
            }

            if (actual.Read() != isThere || actual.IsMalformed != isMalformed)
                Assert.Fail($"Token {(isThere ? expected.TokenType : "none")}, malformed {isMalformed} at {expected.BytesConsumed} of {Encoding.UTF8.GetString(json)}");
            if (!isThere)
                return;

            if (expected.TokenType != actual.TokenType || expected.TokenStartIndex != actual.TokenStartIndex
                || expected.BytesConsumed != actual.BytesConsumed || expected.ValueIsEscaped != actual.ValueIsEscaped
                || !expected.ValueSpan.SequenceEqual(actual.ValueSpan))
            {
                Assert.Fail($"{actual.TokenType} instead of {expected.TokenType} at {expected.TokenStartIndex} of {Encoding.UTF8.GetString(json)}");
            }
        }
    }
}
