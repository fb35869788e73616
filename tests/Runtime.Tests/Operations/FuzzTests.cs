using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Runtime.Tests.Support;
using Settee;
using Settee.Operations.Scans;
using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Operations;

/// <summary>
/// Damaged frames: a result, a clean error or a closed connection, and nothing else. SETTEE_FUZZ_CASES sets the number of cases per
/// property for long runs.
/// </summary>
public sealed class FuzzTests
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("SETTEE_FUZZ_CASES"), out var cases) ? cases : 3000;

    private static readonly FeatureSet Features = FeatureSet.Of(
        HelloFeature.Json, HelloFeature.Xattr, HelloFeature.Collections, HelloFeature.AlternateRequest, HelloFeature.PreserveTtl, HelloFeature.Snappy);

    /// <summary>Bytes to overwrite: the place in the upper bits, the value in the lower eight.</summary>
    private static readonly Arbitrary<DoNotSize<int>[]> Damage = ArbMap.Default.ArbFor<DoNotSize<int>[]>();

    [Fact]
    public void The_parser_takes_frames_apart_or_says_that_they_are_none() =>
        Holds(Damage, ArbMap.Default.ArbFor<byte[]>(), static (damage, noise) =>
        {
            byte[] good = [.. Frame(value: "{\"a\":1}"u8.ToArray()), .. Frame(value: Snappy.Compress(new byte[200]), dataType: 3), .. noise];
            Apply(damage, good);
            using var buffer = new ReceiveBuffer();
            using var inflater = new ValueInflater();
            try
            {
                // In small pieces, as a network may deliver them.
                for (var at = 0; at < good.Length; at += 7)
                {
                    var piece = good.AsSpan(at, Math.Min(7, good.Length - at));
                    piece.CopyTo(buffer.Free.Span);
                    buffer.Received(piece.Length);
                    while (buffer.TryReadFrame(out var header, out var body))
                    {
                        var frame = inflater.Inflate(header, body);
                        _ = frame.FramingExtras.Length + frame.Extras.Length + frame.Key.Length + frame.Value.Length;
                        _ = Settee.Dispatch.ServerErrorBody.Read(frame);
                    }
                }
            }
            catch (ProtocolViolationException)
            {
            }
        });

    [Fact]
    public void Snappy_blocks_are_inflated_or_refused() =>
        Holds(Damage, ArbMap.Default.ArbFor<byte[]>(), static (damage, content) =>
        {
            var plain = content;
            var block = Snappy.Compress(plain);
            Assert.Equal(plain, Snappy.Decompress(block, 1 << 20));
            Assert.Equal(plain, IronSnappy.Snappy.Decode(block));
            Apply(damage, block);
            if (Snappy.Decompress(block, 1 << 20) is { } other)
                Assert.InRange(other.Length, 0, 1 << 20);
        });

    [Fact]
    public void Items_of_scans_are_read_or_refused() =>
        Holds(Damage, ArbMap.Default.ArbFor<byte[]>(), static (damage, noise) =>
        {
            byte[] item = [.. new byte[24], 1, 3, .. "key"u8, 7, .. "{\"a\":1}"u8];
            byte[] answer = [.. item, .. item, .. noise];
            Apply(damage, answer);
            foreach (var keysOnly in new[] { true, false })
            {
                ReadOnlySpan<byte> rest = answer;
                while (!rest.IsEmpty && ScanItem.TryRead(ref rest, keysOnly, out var one))
                    Assert.InRange(one.Key.Length + one.Value.Length, 0, answer.Length);
            }
        });

    [Theory]
    [InlineData("get")]
    [InlineData("get with expiry")]
    [InlineData("typed get")]
    [InlineData("typed get with expiry")]
    [InlineData("upsert")]
    [InlineData("increment")]
    [InlineData("exists")]
    [InlineData("lookup")]
    [InlineData("mutate")]
    public async Task An_operation_ends_whatever_is_answered(string operation)
    {
        await using var node = new RecordingNode { Features = Features };
        var bucket = await node.OpenAsync(new() { Timeouts = new() { KeyValue = TimeSpan.FromSeconds(20) } });
        var random = new System.Random(17);
        var good = GoodAnswer(operation);
        for (var i = 0; i < Math.Max(300, Cases / 10); i++)
        {
            node.Answer = request =>
            {
                var answer = (byte[])good.Clone();
                answer[1] = request.Opcode;
                BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(12), request.Opaque);
                Mangle(answer, random);
                return answer;
            };
            try
            {
                await Run(bucket, operation);
            }
            catch (CouchbaseException)
            {
            }
        }

        // Whatever happened to the connection: the client works.
        node.Answer = request => WireFrame.Response(request, 0, extras: [4, 0, 0, 0], value: "v"u8.ToArray());
        Assert.Equal("v", (await bucket.Raw().GetAsync("k")).GetText());
    }

    private static Task Run(Bucket bucket, string operation)
    {
        var raw = bucket.Raw();
        return operation switch
        {
            "get" => raw.GetAsync("k").AsTask(),
            "get with expiry" => raw.GetAsync("k", new() { WithExpiry = true }).AsTask(),
            "typed get" => bucket.Collection<Order>().GetAsync(Order.KeyFor(1)).AsTask(),
            "typed get with expiry" => bucket.Collection<Order>().GetAsync(Order.KeyFor(1), new() { WithExpiry = true }).AsTask(),
            "upsert" => raw.UpsertAsync("k", RawValue.Text("v")).AsTask(),
            "increment" => raw.IncrementAsync("k").AsTask(),
            "exists" => raw.ExistsAsync("k").AsTask(),
            "lookup" => raw.LookupInAsync("k", [LookupSpec.Get("a"), LookupSpec.Exists("b")]).AsTask(),
            _ => raw.MutateInAsync("k", [MutateSpec.Increment("n", 1)]).AsTask(),
        };
    }

    private static byte[] GoodAnswer(string operation) => operation switch
    {
        "get" or "typed get" => Frame(extras: [2, 0, 0, 0], value: "{\"id\":1,\"text\":\"x\"}"u8.ToArray(), dataType: 1),
        "get with expiry" or "typed get with expiry" => Frame(
            value: [0, 0, 0, 0, 0, 1, (byte)'0', 0, 0, 0, 0, 0, 8, .. "33554432"u8, 0, 0, 0, 0, 0, 19, .. "{\"id\":1,\"text\":\"x\"}"u8]),
        "increment" => Frame(extras: new byte[16], value: [0, 0, 0, 0, 0, 0, 0, 9]),
        "exists" => Frame(extras: new byte[21]),
        "lookup" => Frame(value: [0, 0, 0, 0, 0, 1, (byte)'1', 0, 0xc0, 0, 0, 0, 0]),
        "mutate" => Frame(extras: new byte[16], value: [0, 0, 0, 0, 0, 0, 1, (byte)'9']),
        _ => Frame(extras: new byte[16]),
    };

    // Everything but what says which request is answered and how long the frame is: that is the business of the parser's property.
    private static void Mangle(byte[] answer, System.Random random)
    {
        for (var n = random.Next(4); n >= 0; n--)
        {
            var at = random.Next(5, answer.Length);
            if (at is < 8 or >= 16)
                answer[at] = (byte)random.Next(256);
        }

        // Statuses that are repeated until the time-out have tests of their own.
        if (answer[6] != 0 || answer[7] is 0x07 or 0x09 or 0x0c or 0x0d or 0x1f or 0x25 or 0x51 or (>= 0x82 and <= 0x88) or 0xa2 or 0xa4)
            answer[6] = answer[7] = 0;
    }

    private static byte[] Frame(byte[]? extras = null, byte[]? value = null, byte dataType = 0) =>
        WireFrame.Frame(0x81, 0, [], extras ?? [], [], value ?? [], dataType, 0, 1, 77);

    private static void Apply(DoNotSize<int>[] damage, byte[] bytes)
    {
        foreach (var one in damage)
        {
            if (bytes.Length > 0)
                bytes[(int)((uint)one.Item >> 8) % bytes.Length] = (byte)one.Item;
        }
    }

    private static void Holds<TA, TB>(Arbitrary<TA> first, Arbitrary<TB> second, Action<TA, TB> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(first, second, property));
}
