using System.Buffers.Binary;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Which stored texts count as numbers when a counter meets them.</summary>
public class CounterTests
{
    [Theory]
    [InlineData("41", 42ul)]
    [InlineData("+41", 42ul)]
    [InlineData("0041", 42ul)]
    [InlineData(" 41", 42ul)]
    [InlineData("41\n", 42ul)]
    [InlineData("-0", 1ul)]
    [InlineData("18446744073709551615", 0ul)]
    public async Task A_number_is_counted(string stored, ulong expected)
    {
        var answer = await IncrementAsync(stored);
        Assert.Equal(0, answer.Status);
        Assert.Equal(expected, BinaryPrimitives.ReadUInt64BigEndian(answer.Value));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("18446744073709551616")]
    [InlineData("+")]
    [InlineData(" ")]
    [InlineData("4 1")]
    [InlineData("0x29")]
    [InlineData("\"41\"")]
    public async Task Anything_else_is_refused(string stored) =>
        Assert.Equal((ushort)Status.DeltaBadValue, (await IncrementAsync(stored)).Status);

    private static async Task<Packet> IncrementAsync(string stored)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(
            new EmulatorOptions { Http = false }, TestContext.Current.CancellationToken);
        await using var client = await emulator.OpenAsync(0);
        await client.SetAsync("n", stored);

        var extras = new byte[20];
        extras[7] = 1;
        return await client.KeyCallAsync(Opcode.Increment, "n", extras);
    }
}
