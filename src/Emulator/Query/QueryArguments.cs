using System.Globalization;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Query;

/// <summary>The constants of a statement: written out, or given as arguments by place or by name.</summary>
internal sealed class QueryArguments(JsonObject request)
{
    private const int MaxDepth = 64;
    private int _question;

    /// <summary>The type as signatures name it.</summary>
    public static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Number => "number",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
        System.Text.Json.JsonValueKind.Array => "array",
        System.Text.Json.JsonValueKind.Object => "object",
        _ => "null",
    };

    /// <summary>Reads a constant, or a sum of numbers.</summary>
    public JsonNode? ReadConstant(QueryTokens tokens, int depth = 0)
    {
        var left = ReadTerm(tokens, depth);
        while (tokens.Current.Is("+") || tokens.Current.Is("-"))
        {
            var sign = tokens.Take().Text == "+" ? 1 : -1;
            var right = ReadTerm(tokens, depth);
            left = Number(left) is { } a && Number(right) is { } b ? Whole(a + (sign * b)) : null;
        }

        return left;
    }

    private static double? Number(JsonNode? node) =>
        node?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static JsonValue Whole(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : JsonValue.Create(number);

    private JsonNode? ReadTerm(QueryTokens tokens, int depth)
    {
        if (depth > MaxDepth)
            throw tokens.Unexpected();

        var token = tokens.Take();
        switch (token.Kind)
        {
            case TokenKind.Number when double.TryParse(token.Text, CultureInfo.InvariantCulture, out var number):
                return long.TryParse(token.Text, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : JsonValue.Create(number);
            case TokenKind.Text:
                return JsonValue.Create(token.Text);
            case TokenKind.Parameter:
                return Argument(token.Text);
            case TokenKind.Symbol when token.Text == "-":
                return Number(ReadTerm(tokens, depth + 1)) is { } negative ? Whole(-negative) : null;
            case TokenKind.Symbol when token.Text == "(":
                var inner = ReadConstant(tokens, depth + 1);
                tokens.Expect(")");
                return inner;
            case TokenKind.Symbol when token.Text == "[":
                return ReadArray(tokens, depth);
            case TokenKind.Symbol when token.Text == "{":
                return ReadObject(tokens, depth);
            case TokenKind.Word when token.Is("true") || token.Is("false"):
                return JsonValue.Create(token.Is("true"));
            case TokenKind.Word when token.Is("null"):
                return null;
            default:
                throw token.IsName || token.Text == "*"
                    ? new QueryException(1020, $"The emulator evaluates constants only; \"{token.Text}\" is not yet implemented.")
                    : tokens.Unexpected();
        }
    }

    private JsonArray ReadArray(QueryTokens tokens, int depth)
    {
        var array = new JsonArray();
        while (!tokens.Accept("]"))
        {
            if (array.Count > 0)
                tokens.Expect(",");
            array.Add(ReadConstant(tokens, depth + 1));
        }

        return array;
    }

    private JsonObject ReadObject(QueryTokens tokens, int depth)
    {
        var result = new JsonObject();
        while (!tokens.Accept("}"))
        {
            if (result.Count > 0)
                tokens.Expect(",");
            var name = tokens.Take();
            if (name.Kind != TokenKind.Text)
                throw tokens.Unexpected();
            tokens.Expect(":");
            result[name.Text] = ReadConstant(tokens, depth + 1);
        }

        return result;
    }

    private JsonNode? Argument(string name)
    {
        var place = name == "?" ? _question++ : int.TryParse(name.AsSpan(1), CultureInfo.InvariantCulture, out var given) ? given - 1 : -1;
        if (place >= 0)
        {
            return request["args"] is JsonArray args && place < args.Count
                ? args[place]?.DeepClone()
                : throw new QueryException(5010, $"Error evaluating projection - cause: No value for positional parameter ${place + 1}");
        }

        return request.TryGetPropertyValue("$" + name[1..], out var value) || request.TryGetPropertyValue("@" + name[1..], out value)
            ? value?.DeepClone()
            : throw new QueryException(5010, $"Error evaluating projection - cause: No value for named parameter {name}");
    }
}
