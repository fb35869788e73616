using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Settee.Documents;

/// <summary>
/// Finds where in a document a token is, as in <c>$.address.lines[2]</c>, by reading the text again from its start. Only errors pay
/// for this; reading itself keeps no path.
/// </summary>
internal static class JsonPath
{
    // Characters that make a name unreadable after a dot; such names are put in brackets and quotes.
    private static readonly SearchValues<char> Special = SearchValues.Create(". '/\"[]()\t\n\r\f\b\\\u0085\u2028\u2029");

    /// <summary>The path of the token that starts at an index, or of the place where the text stops being JSON.</summary>
    public static string At(ReadOnlySpan<byte> json, long tokenStart, JsonReaderOptions options)
    {
        var steps = new List<Step>();
        var reader = new Utf8JsonReader(json, options);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                    steps.RemoveAt(steps.Count - 1);
                else if (reader.TokenType != JsonTokenType.PropertyName && steps is [.., { IsArray: true } array])
                    steps[^1] = array with { Index = array.Index + 1 };

                if (reader.TokenType == JsonTokenType.PropertyName)
                    steps[^1] = new Step(Name: NameOf(ref reader));

                if (reader.TokenStartIndex >= tokenStart)
                    break;

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    steps.Add(new Step(IsArray: reader.TokenType == JsonTokenType.StartArray));
                else if (reader.TokenType != JsonTokenType.PropertyName && steps is [.., { IsArray: false }])
                    steps[^1] = default;

                // (A closed container was the value of a member, which is therefore over.)
            }
        }
        catch (JsonException)
        {
            // The place that was looked for; in an array it is the element after those that were read.
            if (steps is [.., { IsArray: true } array])
                steps[^1] = array with { Index = array.Index + 1 };
        }

        return Print(steps);
    }

    /// <summary>Line and byte position in that line, both from zero.</summary>
    public static (long Line, long Position) PositionOf(ReadOnlySpan<byte> json, long consumed)
    {
        var read = json[..(int)Math.Min(consumed, json.Length)];
        return (read.Count((byte)'\n'), read.Length - (read.LastIndexOf((byte)'\n') + 1));
    }

    private static string Print(List<Step> steps)
    {
        var path = new StringBuilder("$");
        foreach (var step in steps)
        {
            if (step.IsArray)
            {
                if (step.Index >= 0)
                    path.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
            }
            else if (step.Name is not null)
            {
                if (step.Name.AsSpan().ContainsAny(Special))
                    path.Append("['").Append(step.Name.Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
                else
                    path.Append('.').Append(step.Name);
            }
        }

        return path.ToString();
    }

    // Names that are no text have no place in a path.
    private static string? NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private readonly record struct Step(string? Name = null, bool IsArray = false, int Index = -1);
}
