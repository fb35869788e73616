using Settee.Wire;

namespace Runtime.Tests.Wire;

public class FrameHeaderTests
{
    // GET "foo" of vbucket 115 in the default collection, opaque 9.
    private static readonly byte[] Get = Convert.FromHexString("800000040000007300000004000000090000000000000000");

    // Its answer: four bytes of extras, the JSON bit, seven bytes of value, and a three-byte frame with the server's duration.
    private static readonly byte[] Answer = Convert.FromHexString("18000300040100000000000e0000000917b2f7d2a4f10000");

    [Fact]
    public void Writes_a_classic_request()
    {
        var bytes = new byte[FrameHeader.Size];
        new FrameHeader { Magic = Magic.Request, Opcode = Opcode.Get, KeyLength = 4, VBucketOrStatus = 115, BodyLength = 4, Opaque = 9 }.Write(bytes);
        Assert.Equal(Get, bytes);
    }

    [Fact]
    public void Reads_a_flexible_response()
    {
        var header = FrameHeader.Read(Answer);
        Assert.Equal(Magic.FlexibleResponse, header.Magic);
        Assert.Equal(3, header.FramingExtrasLength);
        Assert.Equal(0, header.KeyLength);
        Assert.Equal(4, header.ExtrasLength);
        Assert.Equal(DataType.Json, header.DataType);
        Assert.Equal(Status.Success, header.Status);
        Assert.Equal(7, header.ValueLength);
        Assert.Equal(0x17b2f7d2a4f10000UL, header.Cas);
        Assert.True(header.IsConsistent);
    }

    [Fact]
    public void Overwrites_every_byte_of_a_reused_buffer()
    {
        var poisoned = new byte[FrameHeader.Size];
        Array.Fill(poisoned, (byte)0xaa);
        new FrameHeader { Magic = Magic.Request, Opcode = Opcode.Get, KeyLength = 4, VBucketOrStatus = 115, BodyLength = 4, Opaque = 9 }.Write(poisoned);
        Assert.Equal(Get, poisoned);
    }

    [Theory]
    [InlineData("810000050000000000000004000000000000000000000000")] // key longer than body
    [InlineData("81000000000000000000000000000000", 0x80)] // negative body length
    [InlineData("18000500050000000000000400000000000000000000")]
    public void Recognises_parts_that_exceed_the_body(string start, byte bodyLengthTop = 0)
    {
        var bytes = new byte[FrameHeader.Size];
        Convert.FromHexString(start).CopyTo(bytes, 0);
        if (bodyLengthTop != 0)
            bytes[8] = bodyLengthTop;

        Assert.False(FrameHeader.Read(bytes).IsConsistent);
    }
}
