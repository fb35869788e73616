using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Runtime.Tests.Support;
using Settee;
using Settee.Operations.Scans;

namespace Runtime.Tests.Conformance;

/// <summary>The recorded scans: the client describes the same ranges, asks for more with the same bytes, and reads the same items.</summary>
public sealed class ScanConformanceTests
{
    private const ulong Uuid = 0x1234_5678_9abc_def0;
    private const ulong Seqno = 77;
    private static readonly byte[] ScanId = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    private static IEnumerable<JsonObject> Steps => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios", "range-scan"), "*.json")
        .SelectMany(file => JsonNode.Parse(File.ReadAllBytes(file))!["steps"]!.AsArray())
        .Select(step => step!.AsObject())
        .Where(step => step["send"] is JsonObject && step["expect"] is JsonObject);

    [Fact]
    public void Ranges_are_described_as_recorded()
    {
        var compared = 0;
        foreach (var send in Steps.Select(step => step["send"]!.AsObject()).Where(send => (string)send["opcode"]! == "0xda"))
        {
            if (send["value_json"] is not JsonObject recorded || RangeOf(recorded) is not { } range)
                continue;

            Replace(recorded);
            var snapshot = recorded["snapshot_requirements"];
            var written = ScanRequest.Write(
                recorded["collection"] is { } collection ? Convert.ToUInt32((string)collection!, 16) : 0,
                range,
                (bool?)recorded["key_only"] ?? false,
                null,
                snapshot is null ? null : new MutationToken("default", 0, ulong.Parse((string)snapshot["vb_uuid"]!, CultureInfo.InvariantCulture), (ulong)snapshot["seqno"]!),
                TimeSpan.FromMilliseconds((int?)snapshot?["timeout_ms"] ?? 0));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(written), recorded), $"{recorded.ToJsonString()}\n{Encoding.UTF8.GetString(written)}");
            compared++;
        }

        Assert.InRange(compared, 20, int.MaxValue);
    }

    [Fact]
    public void More_is_asked_for_with_the_recorded_bytes()
    {
        var compared = 0;
        foreach (var send in Steps.Select(step => step["send"]!.AsObject()).Where(send => (string)send["opcode"]! == "0xdb"))
        {
            if ((string?)send["extras"] is not ['$', 's', 'c', 'a', 'n', ' ', .. { Length: 24 } limits])
                continue;

            var numbers = Convert.FromHexString(limits);
            var items = BinaryPrimitives.ReadInt32BigEndian(numbers);
            var bytes = BinaryPrimitives.ReadInt32BigEndian(numbers.AsSpan(8));

            // The client bounds the items and the bytes of an answer, not the time.
            if (BinaryPrimitives.ReadInt32BigEndian(numbers.AsSpan(4)) != 0)
                continue;

            var request = new ScanContinue(3, ScanId, items, bytes);
            var frame = new byte[request.GetFrameLength(null!)];
            request.WriteFrame(null!, frame, 9);
            Assert.Equal(WireFrame.Frame(0x80, 0xdb, [], [.. ScanId, .. numbers], [], [], 0, 3, 9, 0), frame);
            compared++;
        }

        Assert.InRange(compared, 10, int.MaxValue);
    }

    [Fact]
    public void Items_are_read_as_recorded()
    {
        var read = 0;
        foreach (var expect in Steps.Select(step => step["expect"]!.AsObject()))
        {
            foreach (var key in expect["scan_keys"]?.AsArray() ?? [])
            {
                ReadOnlySpan<byte> answer = WithLength((string)key!);
                Assert.True(ScanItem.TryRead(ref answer, keysOnly: true, out var item) && answer.IsEmpty);
                Assert.Equal((string)key!, Encoding.UTF8.GetString(item.Key));
                read++;
            }

            foreach (var recorded in expect["scan_items"]?.AsArray() ?? [])
            {
                ReadOnlySpan<byte> answer = Encode(recorded!.AsObject(), cas: 0x55);
                Assert.True(ScanItem.TryRead(ref answer, keysOnly: false, out var item) && answer.IsEmpty);
                Assert.Equal((string)recorded["key"]!, Encoding.UTF8.GetString(item.Key));
                Assert.Equal((string?)recorded["value"] ?? "", Encoding.UTF8.GetString(item.Value));
                Assert.Equal(Number(recorded["flags"]), item.Flags);
                Assert.Equal(Number(recorded["expiry"]), item.Expiry?.ToUnixTimeSeconds() ?? 0);
                Assert.Equal((byte)Number(recorded["datatype"]), (byte)item.DataType);
                Assert.Equal(new Cas(0x55), item.Cas);
                read++;
            }
        }

        Assert.InRange(read, 30, int.MaxValue);
    }

    /// <summary>Null for what the client does not offer: keys that are no text, both kinds of a border, broken requests.</summary>
    private static ScanRange? RangeOf(JsonObject json)
    {
        if (json["sampling"] is JsonObject sampling && json.Count == 1 && (long?)sampling["samples"] is > 0 and var size && sampling["seed"] is { } seed)
            return ScanRange.Sample(size, (uint)seed);

        if (json["range"] is not JsonObject { Count: 2 } range
            || (range["start"] ?? range["excl_start"]) is not JsonValue start || (range["end"] ?? range["excl_end"]) is not JsonValue end
            || !start.TryGetValue<string>(out var startText) || !end.TryGetValue<string>(out var endText)
            || json["collection"] is JsonValue collection && (string)collection! is not ['$', ..]
            || json["snapshot_requirements"] is JsonObject snapshot && (snapshot.Count != 3 || snapshot["seqno"] is JsonValue seqno && !seqno.TryGetValue<string>(out _)))
        {
            return null;
        }

        byte[] from = Convert.FromBase64String(startText), to = Convert.FromBase64String(endText);
        if (to.Length > 0 && to[^1] == 0xff && from.SequenceEqual(to[..^1]) && range.ContainsKey("start") && range.ContainsKey("end"))
            return ScanRange.Prefix(Encoding.UTF8.GetString(from));

        return from.Concat(to).All(b => b is > 0 and < 0x80)
            ? ScanRange.Between(Encoding.UTF8.GetString(from), Encoding.UTF8.GetString(to), range.ContainsKey("excl_start"), range.ContainsKey("excl_end"))
            : null;
    }

    private static void Replace(JsonObject json)
    {
        if (json["collection"] is not null)
            json["collection"] = "8";

        if (json["snapshot_requirements"] is JsonObject snapshot)
        {
            if ((string?)snapshot["vb_uuid"] is ['$', ..])
                snapshot["vb_uuid"] = Uuid.ToString(CultureInfo.InvariantCulture);

            snapshot["seqno"] = Seqno;
        }
    }

    private static byte[] Encode(JsonObject item, ulong cas)
    {
        var head = new byte[25];
        BinaryPrimitives.WriteUInt32BigEndian(head, (uint)Number(item["flags"]));
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), (uint)Number(item["expiry"]));
        BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(16), cas);
        head[24] = (byte)Number(item["datatype"]);
        return [.. head, .. WithLength((string)item["key"]!), .. WithLength((string?)item["value"] ?? "")];
    }

    private static byte[] WithLength(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        List<byte> length = [];
        for (var rest = bytes.Length; ; rest >>= 7)
        {
            length.Add((byte)(rest >= 0x80 ? rest | 0x80 : rest));
            if (rest < 0x80)
                return [.. length, .. bytes];
        }
    }

    private static long Number(JsonNode? node) => node switch
    {
        null => 0,
        JsonValue value when value.TryGetValue<string>(out var hex) => Convert.ToInt64(hex, 16),
        _ => (long)node,
    };
}
