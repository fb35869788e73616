using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Replay;

/// <summary>Compares answers with what was recorded; only what a recording mentions is looked at.</summary>
internal sealed class Expectations(Variables variables, ServerFacts facts, TimeProvider time)
{
    private const int Tolerance = 10;

    public async Task CompareAsync(string bucket, JsonNode? expected, Packet packet)
    {
        if (expected is not JsonObject want)
            return;

        CompareHeader(want, packet);
        CompareCas(want, packet);
        ComparePattern(want, "framing", packet.Framing);
        ComparePattern(want, "extras", packet.Extras);
        await CompareKeyAsync(bucket, want, packet).ConfigureAwait(false);
        CompareNumbers(want, packet);
        await facts.LoadCollectionsAsync(bucket, want["value_json"]).ConfigureAwait(false);
        if (want["results"] is JsonArray results)
            CompareResults(bucket, results, packet);
        if (want["scan_keys"] is JsonArray keys)
            CompareScan(keys, packet, items: false);
        if (want["scan_items"] is JsonArray items)
            CompareScan(items, packet, items: true);
        if (want["observed"] is JsonArray observed)
            await CompareObservedAsync(bucket, observed, packet).ConfigureAwait(false);
        CompareValue(bucket, want, packet.Value, "value");
    }

    /// <summary>A part of a packet, as in "extras[8:16]".</summary>
    public static byte[] Slice(string what, Packet packet)
    {
        var bracket = what.IndexOf('[', StringComparison.Ordinal);
        var field = bracket < 0 ? what : what[..bracket];
        var bytes = field switch
        {
            "cas" => Big(packet.Cas),
            "extras" => packet.Extras,
            "key" => packet.Key,
            _ => packet.Value,
        };
        if (bracket < 0)
            return bytes;

        var ends = what[(bracket + 1)..^1].Split(':');
        var from = int.Parse(ends[0], CultureInfo.InvariantCulture);
        var to = int.Parse(ends[1], CultureInfo.InvariantCulture);
        return bytes[Math.Min(from, bytes.Length)..Math.Min(to, bytes.Length)];
    }

    private static byte[] Big(ulong number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }

    private static ulong Number(byte[] bytes) => bytes.Aggregate(0ul, (number, b) => (number << 8) | b);

    private static void CompareHeader(JsonObject want, Packet packet)
    {
        Check("magic", $"0x{packet.Magic:x2}");
        Check("opcode", $"0x{packet.Opcode:x2}");
        Check("status", $"0x{packet.Status:x4}");
        Check("datatype", $"0x{packet.DataType:x2}");

        void Check(string field, string got)
        {
            var fits = want[field] switch
            {
                null => true,
                JsonArray any => any.Any(a => (string)a! == got),
                var one => (string)one! == got || (string)one! == "any",
            };
            if (!fits)
                throw new MismatchException(field, want[field]!.ToJsonString(), $"{got} {Show(packet.Value)}");
        }
    }

    private void CompareCas(JsonObject want, Packet packet)
    {
        var expected = (string?)want["cas"] ?? "any";
        var fits = expected switch
        {
            "any" => true,
            "zero" => packet.Cas == 0,
            "nonzero" => packet.Cas != 0,
            ['=', .. var name] => packet.Cas == variables.Cas(name),
            ['!', '=', .. var name] => packet.Cas != 0 && packet.Cas != variables.Cas(name),
            _ => packet.Cas == variables.Cas(expected),
        };
        if (!fits)
            throw new MismatchException("cas", expected, $"0x{packet.Cas:x16}");
    }

    private void ComparePattern(JsonObject want, string field, byte[] got)
    {
        if (want[field] is { } pattern && (string)pattern! != "any" && !variables.Matches((string)pattern!, got))
            throw new MismatchException(field, pattern, Convert.ToHexStringLower(got));
    }

    private async Task CompareKeyAsync(string bucket, JsonObject want, Packet packet)
    {
        ComparePattern(want, "key_hex", packet.Key);
        if (want["key"] is not { } text || (string)text! == "any")
            return;

        var key = Encoding.UTF8.GetBytes(variables.Text((string)text!));
        if (want["key_collection"] is { } collection)
            key = [.. RequestEncoder.Leb128(await facts.CollectionIdAsync(bucket, (string)collection!).ConfigureAwait(false)), .. key];
        if (!key.AsSpan().SequenceEqual(packet.Key))
            throw new MismatchException("key", text, Show(packet.Key));
    }

    private void CompareNumbers(JsonObject want, Packet packet)
    {
        foreach (var (what, least) in want["at_least"]?.AsObject() ?? [])
        {
            if (Number(Slice(what, packet)) < variables.Number(((string)least!)[1..]))
                throw new MismatchException(what, $"at least {least}", Number(Slice(what, packet)));
        }

        foreach (var (what, seconds) in want["near_now"]?.AsObject() ?? [])
        {
            var distance = (long)Number(Slice(what, packet)) - time.GetUtcNow().ToUnixTimeSeconds() - (long)seconds!;
            if (Math.Abs(distance) > Tolerance)
                throw new MismatchException(what, $"now + {seconds} s", $"{distance} s beside it");
        }
    }

    private void CompareResults(string bucket, JsonArray expected, Packet packet)
    {
        var got = new List<(int? Index, ushort Status, byte[] Value)>();
        var rest = packet.Value.AsSpan();
        while (!rest.IsEmpty)
        {
            int? index = null;
            if (packet.Opcode != 0xd0)
            {
                index = rest[0];
                rest = rest[1..];
            }

            var status = BinaryPrimitives.ReadUInt16BigEndian(rest);
            rest = rest[2..];
            byte[] value = [];
            if (packet.Opcode == 0xd0 || status == 0)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian(rest);
                value = rest.Slice(4, length).ToArray();
                rest = rest[(4 + length)..];
            }

            got.Add((index, status, value));
        }

        if (got.Count != expected.Count)
            throw new MismatchException("results", expected.ToJsonString(), $"{got.Count} results");
        for (var i = 0; i < got.Count; i++)
        {
            var want = expected[i]!.AsObject();
            if (want["index"] is { } index && (int)index! != got[i].Index)
                throw new MismatchException($"results[{i}].index", index, got[i].Index);
            if ((string)want["status"]! != $"0x{got[i].Status:x4}")
                throw new MismatchException($"results[{i}].status", want["status"], $"0x{got[i].Status:x4}");
            CompareValue(bucket, want, got[i].Value, $"results[{i}].value");
        }
    }

    private void CompareScan(JsonArray expected, Packet packet, bool items)
    {
        var got = new List<Dictionary<string, JsonNode?>>();
        var rest = packet.Value.AsSpan();
        while (!rest.IsEmpty)
        {
            var entry = new Dictionary<string, JsonNode?>();
            if (items)
            {
                entry["flags"] = $"0x{BinaryPrimitives.ReadUInt32BigEndian(rest):x8}";
                entry["expiry"] = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
                entry["datatype"] = $"0x{rest[24]:x2}";
                rest = rest[25..];
            }

            entry["key"] = Encoding.UTF8.GetString(Take(ref rest));
            if (items)
            {
                var value = Take(ref rest);
                entry["value"] = Encoding.UTF8.GetString(value);
                entry["value_hex"] = Convert.ToHexStringLower(value);
            }

            got.Add(entry);
        }

        if (got.Count != expected.Count)
            throw new MismatchException("scan", $"{expected.Count} entries", $"{got.Count} entries");
        for (var i = 0; i < got.Count; i++)
        {
            if (expected[i] is not JsonObject want)
                want = new JsonObject { ["key"] = expected[i]!.DeepClone() };
            foreach (var (name, value) in want)
            {
                var text = value is JsonValue v && v.TryGetValue<string>(out var s) ? JsonValue.Create(variables.Text(s)) : value;
                if ((string?)(value as JsonValue)?.ToString() != "any" && !JsonNode.DeepEquals(text, got[i].GetValueOrDefault(name)))
                    throw new MismatchException($"scan[{i}].{name}", value, got[i].GetValueOrDefault(name));
            }
        }
    }

    private static ReadOnlySpan<byte> Take(ref Span<byte> rest)
    {
        var length = 0;
        var at = 0;
        for (; ; at++)
        {
            length |= (rest[at] & 0x7f) << (7 * at);
            if ((rest[at] & 0x80) == 0)
                break;
        }

        var taken = rest.Slice(at + 1, length);
        rest = rest[(at + 1 + length)..];
        return taken;
    }

    private async Task CompareObservedAsync(string bucket, JsonArray expected, Packet packet)
    {
        var at = 0;
        foreach (var want in expected.Select(e => e!.AsObject()))
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(packet.Value.AsSpan(at + 2));
            var got = packet.Value[(at + 4)..(at + 4 + length)];
            var state = $"0x{packet.Value[at + 4 + length]:x2}";
            var cas = BinaryPrimitives.ReadUInt64BigEndian(packet.Value.AsSpan(at + 5 + length));
            at += 13 + length;

            var key = Encoding.UTF8.GetBytes(variables.Text((string)want["key"]!));
            if (want["collection"] is { } collection)
                key = [.. RequestEncoder.Leb128(await facts.CollectionIdAsync(bucket, (string)collection!).ConfigureAwait(false)), .. key];
            if (!key.AsSpan().SequenceEqual(got))
                throw new MismatchException("observed key", want["key"], Show(got));
            var states = want["state"] is JsonArray any ? any.Select(s => (string)s!) : [(string)want["state"]!];
            if (!states.Contains(state))
                throw new MismatchException("observed state", want["state"]!.ToJsonString(), state);
            if ((string?)want["cas"] is { } expectedCas and not "any" && (cas != 0) != (expectedCas == "nonzero"))
                throw new MismatchException("observed cas", expectedCas, cas);
        }

        if (at != packet.Value.Length)
            throw new MismatchException("observed", expected.Count, "more");
    }

    private void CompareValue(string bucket, JsonObject want, byte[] got, string where)
    {
        if (want["value"] is { } text && (string)text! != "any" && variables.Text((string)text!) != Encoding.UTF8.GetString(got))
            throw new MismatchException(where, text, Show(got));
        if (want["value_hex"] is { } hex && !variables.Matches((string)hex!, got))
            throw new MismatchException(where, hex, Convert.ToHexStringLower(got));
        if (want["value_repeat"] is JsonArray repeat && !RequestEncoder.Repeat(repeat).AsSpan().SequenceEqual(got))
            throw new MismatchException(where, repeat.ToJsonString(), Show(got));
        if (want["value_features"] is JsonArray features)
            CompareFeatures(features, got, where);
        CompareJson(bucket, want, "value_json", got, where, subset: false);
        CompareJson(bucket, want, "value_json_fields", got, where, subset: true);
    }

    private static void CompareFeatures(JsonArray features, byte[] got, string where)
    {
        var names = new List<string>();
        for (var i = 0; i + 1 < got.Length; i += 2)
            names.Add(FeatureNames.NameOf(BinaryPrimitives.ReadUInt16BigEndian(got.AsSpan(i))));
        if (!names.SequenceEqual(features.Select(f => (string)f!)))
            throw new MismatchException(where, features.ToJsonString(), string.Join(' ', names));
    }

    private void CompareJson(string bucket, JsonObject want, string field, byte[] got, string where, bool subset)
    {
        if (!want.ContainsKey(field))
            return;

        try
        {
            var expected = variables.Json(want[field], name => facts.KnownCollectionId(bucket, name));
            if (!Fits(expected, JsonNode.Parse(got), subset))
                throw new MismatchException(where, want[field]?.ToJsonString(), Show(got));
        }
        catch (JsonException)
        {
            throw new MismatchException(where, want[field]?.ToJsonString(), Show(got));
        }
    }

    private static bool Fits(JsonNode? want, JsonNode? got, bool subset) => want switch
    {
        JsonValue v when v.TryGetValue<string>(out var text) && text == "$any" => true,
        JsonObject o => got is JsonObject g && o.All(p => g.ContainsKey(p.Key) && Fits(p.Value, g[p.Key], subset)) && (subset || o.Count == g.Count),
        JsonArray a => got is JsonArray g && a.Count == g.Count && a.Zip(g).All(p => Fits(p.First, p.Second, subset)),
        _ => JsonNode.DeepEquals(want, got),
    };

    private static string Show(byte[] bytes) => bytes.Length > 200
        ? $"{bytes.Length} bytes: {Encoding.UTF8.GetString(bytes, 0, 200)}…"
        : Encoding.UTF8.GetString(bytes);
}
