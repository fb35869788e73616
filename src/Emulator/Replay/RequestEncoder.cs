using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Replay;

/// <summary>Turns the requests of a scenario into bytes.</summary>
internal sealed class RequestEncoder(Variables variables, ServerFacts facts)
{
    private const byte MultiMutation = 0xd1;
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte Byte(JsonNode? node) =>
        node is null ? (byte)0 : byte.Parse(((string)node!).AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public async Task<(byte[] Frame, byte Opcode, uint Opaque)> EncodeAsync(WireClient client, string bucket, JsonObject request)
    {
        var key = request["key_hex"] is { } hex ? variables.Hex((string)hex!) : Encoding.UTF8.GetBytes(variables.Text((string?)request["key"] ?? ""));
        var vbucket = await VBucketAsync(bucket, request["vbucket"], key).ConfigureAwait(false);
        if (request["collection"] is { } collection)
            key = [.. Leb128(await facts.CollectionIdAsync(bucket, (string)collection!).ConfigureAwait(false)), .. key];

        var opaque = request["opaque"] is { } given
            ? uint.Parse(((string)given!).AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : client.TakeOpaque();
        var opcode = Byte(request["opcode"]);
        var value = await ValueAsync(bucket, request).ConfigureAwait(false);
        var frame = WireClient.Frame(
            opcode,
            key,
            value,
            variables.Hex((string?)request["extras"] ?? ""),
            vbucket,
            opaque,
            variables.Cas((string?)request["cas"] ?? "0"),
            Byte(request["datatype"]),
            variables.Hex((string?)request["framing"] ?? ""),
            request["magic"] is { } magic ? Byte(magic) : null);
        if (request["override"] is JsonObject lies)
            Lie(frame, lies);
        return (frame, opcode, opaque);
    }

    public static byte[] Leb128(uint value)
    {
        var result = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            result.Add((byte)(value | 0x80));
        result.Add((byte)value);
        return [.. result];
    }

    private async Task<ushort> VBucketAsync(string bucket, JsonNode? node, byte[] key)
    {
        switch (node)
        {
            case null:
                return 0;
            case JsonObject o:
                key = Encoding.UTF8.GetBytes(variables.Text((string)o["like_key"]!));
                break;
            case JsonValue v when v.TryGetValue<int>(out var number):
                return (ushort)number;
        }

        return (ushort)(((Crc32(key) >> 16) & 0x7fff) % (uint)await facts.VBucketsAsync(bucket).ConfigureAwait(false));
    }

    private async Task<byte[]> ValueAsync(string bucket, JsonObject request)
    {
        var path = Encoding.UTF8.GetBytes(variables.Text((string?)request["path"] ?? ""));
        if (request["value_hex"] is { } hex)
            return [.. path, .. variables.Hex((string)hex!)];
        if (request.ContainsKey("value_json"))
        {
            await facts.LoadCollectionsAsync(bucket, request["value_json"]).ConfigureAwait(false);
            var json = variables.Json(request["value_json"], name => facts.KnownCollectionId(bucket, name));
            return [.. path, .. Encoding.UTF8.GetBytes(json?.ToJsonString(Compact) ?? "null")];
        }

        if (request["value_repeat"] is JsonArray repeat)
            return [.. path, .. Repeat(repeat)];
        if (request["value_features"] is JsonArray features)
            return [.. path, .. features.SelectMany(f => Feature((string)f!))];
        if (request["specs"] is JsonArray specs)
            return [.. path, .. specs.SelectMany(s => Spec(s!.AsObject(), Byte(request["opcode"]) == MultiMutation))];
        if (request["observe"] is JsonArray observed)
            return [.. path, .. await ObserveAsync(bucket, observed).ConfigureAwait(false)];

        return [.. path, .. Encoding.UTF8.GetBytes((string?)request["value"] ?? "")];
    }

    public static byte[] Repeat(JsonArray repeat)
    {
        var text = Encoding.UTF8.GetBytes((string)repeat[0]!);
        var result = new byte[text.Length * (int)repeat[1]!];
        for (var i = 0; i < result.Length; i += text.Length)
            text.CopyTo(result, i);
        return result;
    }

    public static byte[] Feature(string name)
    {
        var code = FeatureNames.CodeOf(name);
        return [(byte)(code >> 8), (byte)code];
    }

    private byte[] Spec(JsonObject spec, bool mutation)
    {
        var path = Encoding.UTF8.GetBytes((string?)spec["path"] ?? "");
        var header = new byte[mutation ? 8 : 4];
        header[0] = Byte(spec["opcode"]);
        header[1] = Byte(spec["flags"]);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)path.Length);
        if (!mutation)
            return [.. header, .. path];

        var value = spec["value_hex"] is { } hex ? variables.Hex((string)hex!) : Encoding.UTF8.GetBytes((string?)spec["value"] ?? "");
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), value.Length);
        return [.. header, .. path, .. value];
    }

    private async Task<byte[]> ObserveAsync(string bucket, JsonArray observed)
    {
        var result = new List<byte>();
        foreach (var entry in observed.Select(o => o!.AsObject()))
        {
            var key = Encoding.UTF8.GetBytes(variables.Text((string)entry["key"]!));
            var header = new byte[4];
            var vbucket = await VBucketAsync(bucket, entry["vbucket"], key).ConfigureAwait(false);
            BinaryPrimitives.WriteUInt16BigEndian(header, vbucket);
            if (entry["collection"] is { } collection)
                key = [.. Leb128(await facts.CollectionIdAsync(bucket, (string)collection!).ConfigureAwait(false)), .. key];
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)key.Length);
            result.AddRange(header);
            result.AddRange(key);
        }

        return [.. result];
    }

    /// <summary>Header fields that say something else than the body.</summary>
    private static void Lie(byte[] frame, JsonObject lies)
    {
        var flexible = frame[0] is 0x08 or 0x18;
        if (lies["framing_len"] is { } framing)
            frame[2] = (byte)(int)framing;
        if (lies["extras_len"] is { } extras)
            frame[4] = (byte)(int)extras;
        if (lies["body_len"] is { } body)
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), (uint)(long)body);
        if (lies["key_len"] is { } key)
        {
            if (flexible)
                frame[3] = (byte)(int)key;
            else
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)(int)key);
        }
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
