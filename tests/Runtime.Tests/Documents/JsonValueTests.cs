using System.Globalization;
using System.Text;
using System.Text.Json;
using Settee.Documents;

namespace Runtime.Tests.Documents;

/// <summary>What the tokenizer makes of single tokens, against its oracle.</summary>
public class JsonValueTests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"plain\"")]
    [InlineData("\"Köln, 日本, 😀\"")]
    [InlineData("""  "\"\\\/\b\f\n\r\t"  """)]
    [InlineData("""  "a\u0041\u00e4\u65e5b"  """)]
    [InlineData("""  "\ud83d\ude00 and \uD83D\uDE00"  """)]
    [InlineData("""  "\ud83d"  """)]
    [InlineData("""  "\ud83d\n"  """)]
    [InlineData("""  "\ud83d\u0041"  """)]
    [InlineData("""  "\ud83dxxxxxx"  """)]
    [InlineData("""  "\ude00\ud83d"  """)]
    [InlineData("""  "\u0000 \u001f"  """)]
    public void Strings_are_those_of_the_oracle(string token)
    {
        SameString(Encoding.UTF8.GetBytes(token));
        SameString(Encoding.UTF8.GetBytes(token.Replace("\"", "", StringComparison.Ordinal) is var text ? $"\"{new string('x', 300)}{text.Trim()}\"" : ""));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0x80, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xC3, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', (byte)'\\', (byte)'n', 0xFF, (byte)'"' })]
    public void Text_that_is_no_utf8_is_refused(byte[] token) => SameString(token);

    [Fact]
    public void Numbers_are_those_of_the_oracle()
    {
        var random = new Random(20261120);
        string[] special =
        [
            "0", "-0", "-0.0", "0.0", "1", "9007199254740992", "9007199254740993", "9007199254740994", "123456789012345678", "1234567890123456789",
            "0.1", "0.3", "1.7976931348623157", "16777217", "16777217.0", "16777219", "33554434.5", "0.000000000000000001", "1.00000005960464478", "340282350",
            "1e400", "-1e400", "5e-324", "1E5", "1.5e3", "0.1e-10", "99999999999999999999999999999", "0.0000000000000000000000000000000000000000000014",
        ];
        foreach (var number in special)
            SameNumber(number);

        for (var i = 0; i < 50_000; i++)
        {
            SameNumber(BitConverter.Int64BitsToDouble(random.NextInt64()) is var any && double.IsFinite(any) ? any.ToString("R", CultureInfo.InvariantCulture) : "0");
            SameNumber(((float)(random.NextDouble() * Math.Pow(10, random.Next(-6, 9)))).ToString("R", CultureInfo.InvariantCulture));
            SameNumber(Math.Round(random.NextDouble() * 1e6, random.Next(0, 8)).ToString("R", CultureInfo.InvariantCulture));
            SameNumber($"{random.NextInt64(-1L << random.Next(1, 62), 1L << random.Next(1, 62))}.{random.NextInt64(1L << random.Next(1, 60))}");

            // Exactly between two singles, and next to it.
            var middle = (double)BitConverter.Int32BitsToSingle(random.Next(0x3000_0000, 0x5000_0000)) is var single
                ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(single) | (1L << 28)) : 0;
            SameNumber(middle.ToString("R", CultureInfo.InvariantCulture));
            SameNumber(((decimal)Math.Round(middle, 5)).ToString(CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("2026-11-20T10:37:21Z")]
    [InlineData("2026-11-20T10:37:21.1Z")]
    [InlineData("2026-11-20T10:37:21.1234567Z")]
    [InlineData("2026-11-20T10:37:21.12345678Z")]
    [InlineData("2026-11-20T10:37:21.Z")]
    [InlineData("2026-11-20T10:37:21+01:00")]
    [InlineData("2026-11-20T10:37:21.5-14:00")]
    [InlineData("2026-11-20T10:37:21+14:01")]
    [InlineData("2026-11-20T10:37:21+13:60")]
    [InlineData("2026-11-20T10:37:21+01")]
    [InlineData("2026-11-20T10:37:21")]
    [InlineData("2026-11-20T10:37:60Z")]
    [InlineData("2026-11-20T24:00:00Z")]
    [InlineData("2026-02-29T10:00:00Z")]
    [InlineData("2024-02-29T10:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59.9999999-00:01")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20T10:37Z")]
    [InlineData("2026-11-20 10:37:21Z")]
    [InlineData("2026-11-20T10:37:21z")]
    [InlineData("2026-11-20T10:37:21Z ")]
    [InlineData("2026-1-20T10:37:21.12Z")]
    [InlineData("2026\\u002d11-20T10:37:21Z")]
    [InlineData("6f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    [InlineData("6F9619FF-8B86-D011-B42D-00CF4FC964FF")]
    [InlineData("6f9619ff-8b86-d011-b42d-00cf4fc964f")]
    [InlineData("6f9619ff8b86-d011-b42d-00cf4fc964fff")]
    [InlineData("\\u0036f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    public void Times_and_ids_are_those_of_the_oracle(string text)
    {
        var json = Encoding.UTF8.GetBytes($"\"{text}\"");
        var expected = new Utf8JsonReader(json);
        var actual = new JsonTokenizer(json, default);
        Assert.True(expected.Read() && actual.Read());

        Assert.Equal(expected.TryGetDateTime(out var time), actual.TryGetDateTime(out var actualTime));
        Assert.Equal((time, time.Kind), (actualTime, actualTime.Kind));
        Assert.Equal(expected.TryGetDateTimeOffset(out var offset), actual.TryGetDateTimeOffset(out var actualOffset));
        Assert.Equal((offset, offset.Offset), (actualOffset, actualOffset.Offset));
        Assert.Equal(expected.TryGetGuid(out var id), actual.TryGetGuid(out var actualId));
        Assert.Equal(id, actualId);
    }

    private static void SameString(byte[] json)
    {
        var expected = new Utf8JsonReader(json);
        var actual = new JsonTokenizer(json, default);
        Assert.True(expected.Read() && actual.Read());

        string? text = null, error = null, actualText = null, actualError = null;
        Span<byte> copy = new byte[json.Length], actualCopy = new byte[json.Length];
        int length = 0, actualLength = 0;
        try
        {
            text = expected.GetString();
            length = expected.CopyString(copy);
        }
        catch (InvalidOperationException exception)
        {
            error = exception.Message;
        }

        try
        {
            actualText = actual.GetString();
            actualLength = actual.CopyString(actualCopy);
        }
        catch (InvalidOperationException exception)
        {
            actualError = exception.Message;
        }

        Assert.Equal(text, actualText);
        Assert.Equal(error, actualError);
        Assert.Equal(copy[..length], actualCopy[..actualLength]);
        if (text is not null)
            Assert.True(actual.ValueTextEquals(Encoding.UTF8.GetBytes(text)));
    }

    private static void SameNumber(string number)
    {
        var json = Encoding.UTF8.GetBytes(number);
        var expected = new Utf8JsonReader(json);
        var actual = new JsonTokenizer(json, default);
        if (!expected.Read() || !actual.Read()
            || expected.TryGetDouble(out var d) != actual.TryGetDouble(out var d2) || BitConverter.DoubleToInt64Bits(d) != BitConverter.DoubleToInt64Bits(d2)
            || expected.TryGetSingle(out var f) != actual.TryGetSingle(out var f2) || BitConverter.SingleToInt32Bits(f) != BitConverter.SingleToInt32Bits(f2)
            || expected.TryGetDecimal(out var m) is var isDecimal && (actual.TryGetDecimal(out var m2) != isDecimal || (isDecimal && !decimal.GetBits(m).AsSpan().SequenceEqual(decimal.GetBits(m2))))
            || expected.TryGetInt64(out var l) is var isInt64 && (actual.TryGetInt64(out var l2) != isInt64 || (isInt64 && l != l2))
            || expected.TryGetInt32(out var i) is var isInt32 && (actual.TryGetInt32(out var i2) != isInt32 || (isInt32 && i != i2))
            || expected.TryGetUInt64(out var u) is var isUInt64 && (actual.TryGetUInt64(out var u2) != isUInt64 || (isUInt64 && u != u2)))
        {
            Assert.Fail($"{number} is another number.");
        }
    }
}
