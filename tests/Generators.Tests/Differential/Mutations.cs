using System.Text;
using System.Text.Json;

namespace Settee.Generators.Tests.Differential;

/// <summary>Makes JSON that is wrong, odd or merely different out of JSON that is right.</summary>
internal static class Mutations
{
    private static readonly string[] Replacements =
    [
        "null", "\"x\"", "\"\"", "12", "-1", "1.0", "1e400", "99999999999999999999", "true", "[]", "{}", "[null]", "[1]", "[\"a\",[]]",
        "{\"a\":null}", "{\"a\":{\"x\":1}}", "\"\\ud800\"", "\"\\u0041\"", "\"2024-01-02\"", "\"03:04\"", "\"1.02:03:04\"", "\"00000000-0000-0000-0000-000000000001\"",
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static IEnumerable<string> Of(string json)
    {
        yield return json + " ";
        yield return " \n" + json + "\n";
        yield return json + "x";
        yield return json + json;
        yield return "";
        yield return "null";
        yield return "[" + json + "]";
        yield return json.Replace(":", " : ", StringComparison.Ordinal).Replace(",", " , ", StringComparison.Ordinal);

        using var document = JsonDocument.Parse(json);
        yield return JsonSerializer.Serialize(document.RootElement, Indented);
        var count = Count(document.RootElement);
        for (var target = 0; target < count; target++)
        {
            foreach (var replacement in Replacements)
                yield return Print(document.RootElement, target, (text, _) => text.Append(replacement));
        }

        for (var target = 1; target < count; target++)
        {
            // These change the member or element in front of which the value stands.
            yield return Print(document.RootElement, target, (text, _) => text.Append("\u0001drop"), Member.Drop);
            yield return Print(document.RootElement, target, (text, v) => text.Append(v.GetRawText()), Member.Duplicate);
            yield return Print(document.RootElement, target, (text, v) => text.Append(v.GetRawText()), Member.Upper);
            yield return Print(document.RootElement, target, (text, v) => text.Append(v.GetRawText()), Member.Escaped);
            yield return Print(document.RootElement, target, (text, v) => text.Append(v.GetRawText()), Member.Unknown);
        }
    }

    public static IEnumerable<byte[]> Truncations(byte[] json)
    {
        for (var length = 0; length < json.Length; length++)
            yield return json[..length];
    }

    private enum Member
    {
        Same,
        Drop,
        Duplicate,
        Upper,
        Escaped,
        Unknown,
    }

    private static int Count(JsonElement element) => 1 + element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Sum(static p => Count(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().Sum(Count),
        _ => 0,
    };

    private static string Print(JsonElement root, int target, Action<StringBuilder, JsonElement> change, Member member = Member.Same)
    {
        var text = new StringBuilder();
        var index = 0;
        Append(root);
        return text.ToString();

        void Append(JsonElement element)
        {
            if (index++ == target)
            {
                change(text, element);
                index += Count(element) - 1;
                return;
            }

            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    text.Append('{');
                    foreach (var property in element.EnumerateObject())
                        AppendMember(property);
                    TrimComma();
                    text.Append('}');
                    break;
                case JsonValueKind.Array:
                    text.Append('[');
                    foreach (var item in element.EnumerateArray())
                    {
                        if (index == target && member == Member.Drop)
                        {
                            index += Count(item);
                            continue;
                        }

                        Append(item);
                        text.Append(',');
                    }

                    TrimComma();
                    text.Append(']');
                    break;
                default:
                    text.Append(element.GetRawText());
                    break;
            }
        }

        void AppendMember(JsonProperty property)
        {
            var kind = index == target ? member : Member.Same;
            var name = JsonSerializer.Serialize(property.Name);
            switch (kind)
            {
                case Member.Drop:
                    index += Count(property.Value);
                    return;
                case Member.Duplicate:
                    text.Append(name).Append(":0,").Append(name).Append(':').Append(property.Value.GetRawText()).Append(',');
                    break;
                case Member.Upper:
                    name = JsonSerializer.Serialize(property.Name.ToUpperInvariant());
                    break;
                case Member.Escaped:
                    name = "\"" + string.Concat(property.Name.Select(static c => $"\\u{(int)c:x4}")) + "\"";
                    break;
                case Member.Unknown:
                    text.Append("\"$unknown\":{\"a\":[1,{\"b\":null}]},");
                    break;
            }

            text.Append(name).Append(':');
            Append(property.Value);
            text.Append(',');
        }

        void TrimComma()
        {
            if (text[^1] == ',')
                text.Length--;
        }
    }
}
