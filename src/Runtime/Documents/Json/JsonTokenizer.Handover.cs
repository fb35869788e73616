using System.Text;
using System.Text.Json;

namespace Settee.Documents;

/// <content>The way to code that wants a <see cref="Utf8JsonReader"/>, and back.</content>
internal ref partial struct JsonTokenizer
{
    // By the number of open containers and the kind of the innermost; for texts without special options.
    private static readonly JsonReaderState?[] Surroundings = new JsonReaderState?[2 * (DefaultMaxDepth + 1)];

    /// <summary>
    /// A reader that stands on the current value, as deep in the text as it really is: it sees everything behind it, but nothing of what
    /// is before. Its positions count from <see cref="TokenStartIndex"/>.
    /// </summary>
    public readonly Utf8JsonReader ToReader()
    {
        var around = _nesting;
        if (TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            around.Pop();

        var reader = new Utf8JsonReader(_text[TokenStartIndex..], isFinalBlock: true, StateInside(around));
        reader.Read();
        return reader;
    }

    /// <summary>Takes the current value for read: a reader made by <see cref="ToReader"/> stands on its last token.</summary>
    public void Pass(in Utf8JsonReader reader)
    {
        if (TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            _nesting.Pop();

        var start = TokenStartIndex;
        TokenType = reader.TokenType;
        _position = start + (int)reader.BytesConsumed;
        _length = reader.ValueSpan.Length;
        _start = start + (int)reader.TokenStartIndex + (TokenType == JsonTokenType.String ? 1 : 0);
    }

    private readonly JsonReaderState StateInside(NestingStack around)
    {
        if (_options is not { CommentHandling: JsonCommentHandling.Disallow, AllowTrailingCommas: false, MaxDepth: DefaultMaxDepth })
            return MakeState(around, _options);

        ref var state = ref Surroundings[(2 * around.Depth) + (around.InObject ? 1 : 0)];
        return state ??= MakeState(around, _options);
    }

    /// <summary>The state of a reader behind the opening brackets, and behind the name when the innermost is one of an object.</summary>
    private static JsonReaderState MakeState(NestingStack around, JsonReaderOptions options)
    {
        if (around.Depth == 0)
            return new JsonReaderState(options);

        var opening = new string('[', around.Depth - 1) + (around.InObject ? "{\"\":" : "[");
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(opening), isFinalBlock: false, new JsonReaderState(options));
        while (reader.Read())
        {
            // Up to the end, where more is expected.
        }

        return reader.CurrentState;
    }
}
