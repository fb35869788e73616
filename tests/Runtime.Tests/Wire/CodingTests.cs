using System.Text;
using Settee.Wire;

namespace Runtime.Tests.Wire;

public class CodingTests
{
    [Theory]
    [InlineData("foo", 0x8c736521u, 115, 51)]
    [InlineData("bar", 0x76ff8caau, 767, 63)]
    [InlineData("hello", 0x3610a686u, 528, 16)]
    [InlineData("key::1", 0xc99ff714u, 415, 31)]
    [InlineData("airline_10", 0x0d694ea7u, 361, 41)]
    [InlineData("hotel_1234", 0x2c26362bu, 38, 38)]
    [InlineData("user:1001", 0xe8732775u, 115, 51)]
    [InlineData("", 0u, 0, 0)]
    [InlineData("Cafe\u0301", 0x31fd0d7cu, 509, 61)]
    public void Hashes_keys_to_vbuckets(string key, uint crc, int of1024, int of64)
    {
        var utf8 = Encoding.UTF8.GetBytes(key);
        Assert.Equal(crc, VBucketHash.Crc32(utf8));
        Assert.Equal(of1024, VBucketHash.VBucketOf(utf8, 1024));
        Assert.Equal(of64, VBucketHash.VBucketOf(utf8, 64));
    }

    [Fact]
    public void Hashes_the_longest_key() =>
        Assert.Equal(0x8067db82u, VBucketHash.Crc32(Encoding.UTF8.GetBytes(new string('a', 250))));

    [Theory]
    [InlineData(0u, "00")]
    [InlineData(8u, "08")]
    [InlineData(127u, "7f")]
    [InlineData(0x80u, "8001")]
    [InlineData(0x555u, "d50a")]
    [InlineData(0x7fffu, "ffff01")]
    [InlineData(0x8000u, "808002")]
    [InlineData(0xcafef00u, "80debf65")]
    [InlineData(0xcafef00du, "8de0fbd70c")]
    [InlineData(0xffffffffu, "ffffffff0f")]
    public void Encodes_collection_ids_as_leb128(uint id, string hex)
    {
        Span<byte> buffer = stackalloc byte[Leb128.MaxLength];
        var length = Leb128.Write(buffer, id);
        Assert.Equal(hex, Convert.ToHexStringLower(buffer[..length]));
        Assert.Equal(length, Leb128.Length(id));
        Assert.True(Leb128.TryRead(buffer[..length], out var read, out var readLength));
        Assert.Equal((id, length), (read, readLength));
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("8000")] // not the shortest
    [InlineData("ffffffff1f")] // 33 bits
    [InlineData("808080808001")]
    public void Refuses_bad_leb128(string hex) => Assert.False(Leb128.TryRead(Convert.FromHexString(hex), out _, out _));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 6)]
    [InlineData(100, 21)]
    [InlineData(1_000, 79)]
    [InlineData(10_000, 296)]
    [InlineData(1_000_000, 4181)]
    [InlineData(120_125_042, 65535)]
    [InlineData(999_999_999, 65535)]
    public void Encodes_server_durations(long microseconds, int encoded) =>
        Assert.Equal(encoded, ServerDuration.Encode(TimeSpan.FromMicroseconds(microseconds)));

    [Theory]
    [InlineData(6, 11.297)]
    [InlineData(1234, 119_635.035)]
    public void Decodes_server_durations(ushort encoded, double microseconds) =>
        Assert.Equal(microseconds, ServerDuration.Decode(encoded).TotalMicroseconds, 1.0);
}
