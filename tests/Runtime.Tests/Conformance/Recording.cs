using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runtime.Tests.Support;
using Settee.Wire;

namespace Runtime.Tests.Conformance;

/// <summary>A request of a recorded conversation, as bytes.</summary>
internal sealed record RecordedRequest(
    byte Opcode, string Key, string? Collection, byte[] Extras, byte[] Value, ulong Cas, byte DataType, byte[] Framing, JsonArray? Specs)
{
    /// <summary>The frame that the recorded client sent, for the client's own vbucket and opaque.</summary>
    public byte[] Frame(ushort vbucket, uint opaque, byte[] framing)
    {
        byte[] prefix = Collection switch { null => [], "_default" => [0], var name => [(byte)(7 + (name[^1] - '0'))] };
        return WireFrame.Frame(
            (byte)(framing.Length > 0 ? 0x08 : 0x80), Opcode, framing, Extras, [.. prefix, .. Encoding.UTF8.GetBytes(Key)], Value, DataType, vbucket, opaque, Cas);
    }
}

/// <summary>What was answered, with something plausible where the recording is masked.</summary>
internal sealed record RecordedAnswer(ushort Status, byte[] Extras, byte[] Value, byte DataType, ulong Cas);

/// <summary>Reads recorded requests and answers, and keeps what later steps refer to.</summary>
internal sealed class Recording
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, byte[]> _saved = [];
    private ulong _nextCas = 0x1800_0000_0000_0001;

    public static Dictionary<string, HelloFeature> Features { get; } = new()
    {
        ["MUTATION_SEQNO"] = HelloFeature.MutationSeqno,
        ["XATTR"] = HelloFeature.Xattr,
        ["XERROR"] = HelloFeature.ExtendedErrors,
        ["JSON"] = HelloFeature.Json,
        ["AltRequestSupport"] = HelloFeature.AlternateRequest,
        ["SyncReplication"] = HelloFeature.SyncReplication,
        ["Collections"] = HelloFeature.Collections,
        ["PreserveTtl"] = HelloFeature.PreserveTtl,
        ["SubdocCreateAsDeleted"] = HelloFeature.SubdocCreateAsDeleted,
        ["SubdocReplaceBodyWithXattr"] = HelloFeature.SubdocReplaceBodyWithXattr,
        ["SubdocBinaryXattr"] = HelloFeature.SubdocBinaryXattr,
        ["SubdocReplicaRead"] = HelloFeature.SubdocReplicaRead,
    };

    /// <summary>Null when the request is none that a well-behaved client could make (wrong lengths, other vbuckets, unknown collections).</summary>
    public RecordedRequest? Request(JsonObject send)
    {
        var isOdd = send.ContainsKey("override") || send.ContainsKey("key_hex") || (send["magic"] is not null && send["framing"] is null);
        var collection = (string?)send["collection"];
        if (isOdd || (string?)send["key"] is not { Length: > 0 } key || send["vbucket"] is not JsonValue vbucket || !vbucket.TryGetValue<string>(out _)
            || collection is not (null or "_default" or "s1.c1" or "s1.c2"))
        {
            return null;
        }

        return Value(send) is { } value && Number((string?)send["cas"] ?? "0") is { } cas
            ? new RecordedRequest(
                Byte(send["opcode"]),
                key.Replace("{run}", "00000000", StringComparison.Ordinal),
                collection,
                Hex((string?)send["extras"] ?? "")!,
                value,
                cas,
                Byte(send["datatype"]),
                Hex((string?)send["framing"] ?? "")!,
                send["specs"] as JsonArray)
            : null;
    }

    public RecordedAnswer? Answer(JsonObject expect)
    {
        var status = expect["status"] is JsonArray list ? (string)list[0]! : (string?)expect["status"];
        var dataType = expect["datatype"] is JsonArray types ? types[0] : expect["datatype"];
        var value = expect["results"] is JsonArray results ? Results(results) : Value(expect);
        var cas = (string?)expect["cas"] ?? "nonzero";
        ulong? casValue = cas[0] switch
        {
            'n' or '!' or 'a' => _nextCas++,
            'z' => 0,
            '=' => Number(cas[1..]),
            _ => Number(cas),
        };
        return status is null || value is null || casValue is null || Hex((string?)expect["extras"] ?? "") is not { } extras
            ? null
            : new RecordedAnswer(Convert.ToUInt16(status, 16), extras, value, dataType is null ? (byte)0 : Byte(dataType), casValue.Value);
    }

    public void Save(JsonObject? save, RecordedAnswer answer)
    {
        foreach (var (what, name) in save ?? [])
        {
            var cas = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(cas, answer.Cas);
            var field = what.Split('[')[0];
            var bytes = field switch { "cas" => cas, "extras" => answer.Extras, _ => answer.Value };
            if (what.Contains('[', StringComparison.Ordinal))
            {
                var ends = what[(field.Length + 1)..^1].Split(':');
                var to = int.Parse(ends[1], CultureInfo.InvariantCulture);
                if (bytes.Length < to)
                    continue;

                bytes = bytes[int.Parse(ends[0], CultureInfo.InvariantCulture)..to];
            }

            _saved[(string)name!] = bytes;
        }
    }

    public static byte Byte(JsonNode? node) => node is null ? (byte)0 : Convert.ToByte((string)node!, 16);

    private byte[]? Value(JsonObject from)
    {
        if ((string?)from["value"] is { } text)
            return Encoding.UTF8.GetBytes(text == "any" ? "" : text);
        if ((string?)from["value_hex"] is { } hex)
            return Hex(hex);
        if (from["value_repeat"] is JsonArray repeat)
            return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat((string)repeat[0]!, (int)repeat[1]!)));
        if (from["specs"] is JsonArray specs)
            return [.. specs.SelectMany(spec => Spec(spec!.AsObject(), Byte(from["opcode"]) == 0xd1))];
        if (from["value_json"] is { } json)
            return Encoding.UTF8.GetBytes(json.ToJsonString(Compact));

        return [];
    }

    private static byte[] Spec(JsonObject spec, bool mutation)
    {
        var path = Encoding.UTF8.GetBytes((string?)spec["path"] ?? "");
        var value = SpecValue(spec);
        byte[] head = [Byte(spec["opcode"]), Byte(spec["flags"]), (byte)(path.Length >> 8), (byte)path.Length];
        return mutation
            ? [.. head, (byte)(value.Length >> 24), (byte)(value.Length >> 16), (byte)(value.Length >> 8), (byte)value.Length, .. path, .. value]
            : [.. head, .. path];
    }

    public static byte[] SpecValue(JsonObject spec) =>
        (string?)spec["value_hex"] is { } hex ? Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)) : Encoding.UTF8.GetBytes((string?)spec["value"] ?? "");

    private byte[]? Results(JsonArray results)
    {
        List<byte> body = [];
        foreach (var result in results.Select(node => node!.AsObject()))
        {
            var status = Convert.ToUInt16((string)result["status"]!, 16);
            if (Value(result) is not { } value)
                return null;

            if (result["index"] is { } index)
            {
                body.Add((byte)(int)index);
                body.AddRange([(byte)(status >> 8), (byte)status]);
                if (status != 0)
                    continue;
            }
            else
            {
                body.AddRange([(byte)(status >> 8), (byte)status]);
            }

            body.AddRange([(byte)(value.Length >> 24), (byte)(value.Length >> 16), (byte)(value.Length >> 8), (byte)value.Length, .. value]);
        }

        return [.. body];
    }

    private byte[]? Hex(string hex)
    {
        List<byte> bytes = [];
        foreach (var token in hex.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token[0] != '$')
                bytes.AddRange(Convert.FromHexString(token.Replace("??", "11", StringComparison.Ordinal)));
            else if (_saved.TryGetValue(token[1..], out var saved))
                bytes.AddRange(saved);
            else
                return null;
        }

        return [.. bytes];
    }

    private ulong? Number(string text) => text[0] == '$'
        ? _saved.TryGetValue(text[1..], out var saved) ? BinaryPrimitives.ReadUInt64BigEndian(saved) : null
        : text.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToUInt64(text, 16) : ulong.Parse(text, CultureInfo.InvariantCulture);
}
