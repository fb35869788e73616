using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Replay;

/// <summary>What a scenario saved on its way, and the substitutions that use it.</summary>
internal sealed class Variables
{
    private readonly Dictionary<string, byte[]> _saved = [];
    private readonly string _run = RandomNumberGenerator.GetHexString(8, lowercase: true);

    public byte[] this[string name]
    {
        get => _saved.TryGetValue(name, out var value) ? value : throw new MismatchException("variable", "$" + name, "never saved");
        set => _saved[name] = value;
    }

    public string Text(string text) => text.Replace("{run}", _run, StringComparison.Ordinal);

    /// <summary>Hexadecimal text; a token "$name" stands for saved bytes.</summary>
    public byte[] Hex(string text)
    {
        var result = new List<byte>();
        foreach (var token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            result.AddRange(token[0] == '$' ? this[token[1..]] : Convert.FromHexString(token));
        return [.. result];
    }

    /// <summary>Whether bytes fit a pattern in which "??" is any byte.</summary>
    public bool Matches(string pattern, byte[] bytes)
    {
        var expected = new List<int>();
        foreach (var token in pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token[0] == '$')
            {
                expected.AddRange(this[token[1..]].Select(b => (int)b));
                continue;
            }

            for (var i = 0; i < token.Length; i += 2)
            {
                var pair = token.AsSpan(i, 2);
                expected.Add(pair is "??" ? -1 : int.Parse(pair, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            }
        }

        return expected.Count == bytes.Length && expected.Zip(bytes).All(p => p.First < 0 || p.First == p.Second);
    }

    public ulong Number(string name)
    {
        var number = 0ul;
        foreach (var b in this[name])
            number = (number << 8) | b;
        return number;
    }

    public ulong Cas(string text)
    {
        if (text[0] == '$')
            return Number(text[1..]);

        return text.StartsWith("0x", StringComparison.Ordinal)
            ? ulong.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : ulong.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>JSON with its placeholders filled in.</summary>
    public JsonNode? Json(JsonNode? node, Func<string, uint> collectionId) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Json(p.Value, collectionId)))),
        JsonArray a => new JsonArray([.. a.Select(n => Json(n, collectionId))]),
        JsonValue v when v.TryGetValue<string>(out var text) => Placeholder(text, collectionId),
        _ => node?.DeepClone(),
    };

    private JsonNode? Placeholder(string text, Func<string, uint> collectionId)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = text[(colon + 1)..];
        return colon < 0 ? text : text[..colon] switch
        {
            "$dec" => Number(rest).ToString(CultureInfo.InvariantCulture),
            "$num" => Number(rest),
            "$cid" => collectionId(rest).ToString("x", CultureInfo.InvariantCulture),
            "$hex" => $"0x{Number(rest):x16}",
            "$hexle" => $"0x{BinaryPrimitives.ReverseEndianness(Number(rest)):x16}",
            _ => text,
        };
    }
}
