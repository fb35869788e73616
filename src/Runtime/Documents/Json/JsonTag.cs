using System.ComponentModel;
using System.Text.Json;

namespace Settee.Documents;

/// <summary>Which of several types a JSON object is, as its first member says.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct JsonTag
{
    private readonly JsonTokenizer _value;

    internal JsonTag(JsonTokenizer value)
    {
        _value = value;
        IsThere = true;
    }

    /// <summary>Whether the object says it.</summary>
    public bool IsThere { get; }

    /// <summary>Whether it is this text.</summary>
    /// <param name="utf8Text">The text.</param>
    public bool Is(ReadOnlySpan<byte> utf8Text) => IsThere && _value.TokenType == JsonTokenType.String && _value.ValueTextEquals(utf8Text);

    /// <summary>Whether it is this number.</summary>
    /// <param name="number">The number.</param>
    public bool Is(int number) => IsThere && _value.TokenType == JsonTokenType.Number && _value.TryGetInt32(out var value) && value == number;
}

public ref partial struct JsonReader
{
    /// <summary>
    /// Finds out which type the object is, and makes its codec pass over the member that says it. That member must be the first, and no
    /// other may have a name that begins with a dollar sign.
    /// </summary>
    /// <typeparam name="T">The type that is being read, for the error.</typeparam>
    /// <param name="utf8Name">Name of the member.</param>
    /// <param name="hasOwn">Whether an object that does not say it can be read at all, as the declared type.</param>
    public JsonTag ReadTag<T>(ReadOnlySpan<byte> utf8Name, bool hasOwn)
    {
        ExpectObject<T>();
        var ahead = _reader;
        JsonTag tag = default;
        try
        {
            for (var isFirst = true; ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName; isFirst = false)
            {
                if (isFirst && ahead.ValueTextEquals(utf8Name))
                {
                    ahead.Read();
                    if (ahead.TokenType != JsonTokenType.String
                        && !(ahead.TokenType == JsonTokenType.Number && ahead.TryGetInt32(out _)))
                        throw Misplaced(ahead.TokenStartIndex);

                    // Not every escape is a character; better found here than while comparing.
                    if (ahead.ValueIsEscaped)
                        ahead.GetString();
                    tag = new JsonTag(ahead);
                }
                else if (isFirst && !hasOwn)
                {
                    return default;
                }
                else if (ahead.ValueSpan is [(byte)'$', ..] || ahead.ValueTextEquals(utf8Name))
                {
                    throw Misplaced(ahead.TokenStartIndex);
                }

                ahead.Skip();
            }
        }
        catch (InvalidOperationException exception)
        {
            throw Located(exception.Message, JsonPath.At(_json, ahead.TokenStartIndex), 0, 0, exception);
        }

        if (ahead.IsMalformed)
            throw NoToken();

        _hasTag = tag.IsThere;
        return tag;
    }

    /// <summary>The error for a tag that no type has.</summary>
    /// <typeparam name="T">The type that is being read.</typeparam>
    public readonly JsonException UnknownTag<T>() =>
        Failure($"The first member of the JSON object names no type that is declared for {typeof(T)}.");

    private readonly JsonException Misplaced(long tokenStart) =>
        Located("Members that say what an object is stand first, and no other begins with '$'.", JsonPath.At(_json, tokenStart), 0, 0, null);
}
