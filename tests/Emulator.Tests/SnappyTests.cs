using System.Text;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>The Snappy code of the runtime, held against another implementation.</summary>
public class SnappyTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 40));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_compressed_here_is_read_there_and_the_other_way_round(int seed)
    {
        var original = Sample(new Random(seed));
        var ours = Snappy.Compress(original);

        Assert.Equal(original, Snappy.Decompress(ours, int.MaxValue));
        Assert.Equal(original, IronSnappy.Snappy.Decode(ours));
        Assert.Equal(original, Snappy.Decompress(IronSnappy.Snappy.Encode(original), int.MaxValue));
        Assert.True(ours.Length <= Snappy.MaxCompressedLength(original.Length));
    }

    [Fact]
    public void Repetition_is_compressed()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"name\":\"somebody\"},", 1000)));
        Assert.True(Snappy.Compress(text).Length < text.Length / 10);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Damage_is_told_and_never_thrown(int seed)
    {
        var random = new Random(seed);
        var bytes = Snappy.Compress(Sample(random));
        for (var i = 0; i < 200; i++)
        {
            var damaged = bytes.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            _ = Snappy.Decompress(damaged[..random.Next(damaged.Length + 1)], 1 << 20);
        }
    }

    [Fact]
    public void An_announcement_beyond_the_limit_or_beyond_belief_is_refused_before_memory_is_taken()
    {
        Assert.Null(Snappy.Decompress([0xff, 0xff, 0xff, 0xff, 0x07, 0x00, 0x41], int.MaxValue));
        Assert.Null(Snappy.Decompress(Snappy.Compress(new byte[2000]), 1999));
        Assert.Null(Snappy.Decompress([], 10));
        Assert.Empty(Snappy.Decompress([0], 10)!);
    }

    private static byte[] Sample(Random random)
    {
        var bytes = new byte[random.Next(0, 200_000)];
        var alphabet = random.Next(1, 257);
        for (var i = 0; i < bytes.Length; i++)
        {
            // Runs and copies of what went before, between noise: what texts look like to a compressor.
            if (i > 100 && random.Next(20) == 0)
            {
                var from = random.Next(i);
                for (var n = random.Next(200); n > 0 && i < bytes.Length; n--)
                    bytes[i++] = bytes[from++];
                i--;
            }
            else
            {
                bytes[i] = (byte)random.Next(alphabet);
            }
        }

        return bytes;
    }
}
