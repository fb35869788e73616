using System.ComponentModel;
using System.Text.Json;
using System.Text.Unicode;

namespace Settee.Documents;

/// <summary>Which of several types a JSON object is, as its first member says.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct JsonTag
{
    private readonly JsonTokenizer _value;

    internal JsonTag(JsonTokenizer value, long start, long outer)
    {
        _value = value;
        Start = start;
        Outer = outer;
        IsThere = true;
    }

    internal long Start { get; }

    internal long Outer { get; }

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
    /// Finds out which type the object is, and makes its codec pass over the member that says it. That member must be the first unless
    /// it may stand anywhere, and no other may have a name that begins with a dollar sign.
    /// </summary>
    /// <typeparam name="T">The type that is being read, for the error.</typeparam>
    /// <param name="utf8Name">Name of the member.</param>
    /// <param name="hasOwn">Whether an object that does not say it can be read at all, as the declared type.</param>
    /// <param name="anywhere">Whether the member may stand anywhere.</param>
    public JsonTag ReadTag<T>(ReadOnlySpan<byte> utf8Name, bool hasOwn, bool anywhere = false)
    {
        ExpectObject<T>();
        var ahead = _reader;
        JsonTag tag = default;
        try
        {
            for (var isFirst = true; ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName; isFirst = false)
            {
                if ((isFirst || (anywhere && !tag.IsThere)) && ahead.ValueTextEquals(utf8Name))
                {
                    var start = ahead.TokenStartIndex;
                    if (!ahead.Read())
                        break;

                    if (ahead.TokenType != JsonTokenType.String
                        && !(ahead.TokenType == JsonTokenType.Number && ahead.TryGetInt32(out _)))
                        throw Misplaced(ahead.TokenStartIndex);

                    // Not every escape is a character, and not every byte a part of one; better found here than while comparing.
                    if (ahead.ValueIsEscaped || !Utf8.IsValid(ahead.ValueSpan))
                        ahead.GetString();
                    tag = new JsonTag(ahead, start, _tagStart);
                }
                else if (isFirst && !hasOwn && !anywhere)
                {
                    return default;
                }
                else if (ahead.ValueSpan is [(byte)'$', ..]
                    || (ahead.ValueIsEscaped && ahead.GetString() is ['$', ..])
                    || ahead.ValueTextEquals(utf8Name))
                {
                    throw Misplaced(ahead.TokenStartIndex);
                }

                ahead.Skip();
            }
        }
        catch (InvalidOperationException exception)
        {
            throw Located(exception.Message, PathAt(ahead.TokenStartIndex), 0, 0, exception);
        }

        if (ahead.IsMalformed)
            throw NoToken();

        if (tag.IsThere)
            _tagStart = tag.Start;
        return tag;
    }

    /// <summary>Ends an object whose tag may have stood anywhere: that of the object around it counts again.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="tag">The tag of the object.</param>
    /// <param name="value">What was read of it.</param>
    public T Leave<T>(scoped in JsonTag tag, T value)
    {
        if (tag.IsThere)
            _tagStart = tag.Outer;
        return value;
    }

    /// <summary>The error for a tag that no type has.</summary>
    /// <typeparam name="T">The type that is being read.</typeparam>
    public readonly JsonException UnknownTag<T>() =>
        Failure($"The first member of the JSON object names no type that is declared for {typeof(T)}.");

    private readonly JsonException Misplaced(long tokenStart) =>
        Located("Members that say what an object is stand first, and no other begins with '$'.", PathAt(tokenStart), 0, 0, null);
}
