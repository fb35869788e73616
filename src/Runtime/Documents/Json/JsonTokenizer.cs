using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Settee.Documents;

/// <summary>
/// Walks over the tokens of one JSON text that lies in memory as a whole (RFC 8259), as <see cref="Utf8JsonReader"/> does and with the
/// same names; that it never has to continue in another buffer makes it several times smaller and faster. It says where a text is no
/// JSON but not why: errors are rare, and <see cref="Utf8JsonReader"/> words them when it reads the text once more.
/// </summary>
internal ref partial struct JsonTokenizer
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly JsonReaderOptions _options;
    private NestingStack _nesting;
    private int _position;
    private int _start;
    private int _length;
    private TextKind _kind;

    /// <summary>Stands before the first token.</summary>
    public JsonTokenizer(ReadOnlySpan<byte> text, JsonReaderOptions options)
    {
        _text = text;
        if (options.MaxDepth == 0)
            options.MaxDepth = DefaultMaxDepth;
        _options = options;
    }

    /// <summary>How deep a text may be nested unless the options say otherwise.</summary>
    public const int DefaultMaxDepth = 64;

    /// <summary>What is known of the text of a string or name.</summary>
    private enum TextKind : byte
    {
        /// <summary>ASCII without escapes.</summary>
        Plain,

        /// <summary>Without escapes.</summary>
        Utf8,

        Escaped,
    }

    /// <summary>The kind of the current token.</summary>
    public JsonTokenType TokenType { get; private set; }

    /// <summary>Whether the last <see cref="Read"/> met something that is no JSON, instead of the end of the text.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>The current token; of strings and names what stands between the quotes, still escaped.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => _text.Slice(_start, _length);

    /// <summary>Whether the current string or name has escapes.</summary>
    public readonly bool ValueIsEscaped => _kind == TextKind.Escaped;

    /// <summary>Where the current token begins, quotes included.</summary>
    public readonly int TokenStartIndex => TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? _start - 1 : _start;

    /// <summary>The end of the current token.</summary>
    public readonly int BytesConsumed => _position;

    /// <summary>Moves to the next token; false at the end of the text, and where it <see cref="IsMalformed"/>.</summary>
    public bool Read()
    {
        _kind = TextKind.Plain;
        if (!TryNext(out var next))
            return false;

        switch (TokenType)
        {
            case JsonTokenType.PropertyName:
                return ReadValue(next);

            case JsonTokenType.StartObject:
                return next == '}' ? End(JsonTokenType.EndObject) : ReadName(next);

            case JsonTokenType.StartArray:
                return next == ']' ? End(JsonTokenType.EndArray) : ReadValue(next);

            case JsonTokenType.None:
                return ReadValue(next);

            default:
                return ReadAfterValue(next);
        }
    }

    /// <summary>Moves to the end of the value that the current token begins, or of the value of the current name; false where it is no JSON.</summary>
    public bool Skip()
    {
        if (TokenType == JsonTokenType.PropertyName && !Read())
            return false;

        if (TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var outside = _nesting.Depth - 1;
            do
            {
                if (!Read())
                    return false;
            }
            while (_nesting.Depth > outside);
        }

        return true;
    }

    private bool ReadAfterValue(byte next)
    {
        if (_nesting.Depth == 0)
            return Malformed();

        if (next == ',')
        {
            _position++;
            if (!TryNext(out next))
                return false;
            if (!_options.AllowTrailingCommas || next is not ((byte)'}' or (byte)']'))
                return _nesting.InObject ? ReadName(next) : ReadValue(next);
        }

        if (next == '}' && _nesting.InObject)
            return End(JsonTokenType.EndObject);
        if (next == ']' && !_nesting.InObject)
            return End(JsonTokenType.EndArray);
        return Malformed();
    }

    private bool ReadName(byte next)
    {
        if (next != '"' || !ScanText() || !TryColon())
            return Malformed();

        TokenType = JsonTokenType.PropertyName;
        return true;
    }

    private bool ReadValue(byte next)
    {
        switch (next)
        {
            case (byte)'"':
                TokenType = JsonTokenType.String;
                return ScanText() || Malformed();

            case (byte)'{':
                return Begin(JsonTokenType.StartObject);

            case (byte)'[':
                return Begin(JsonTokenType.StartArray);

            case (byte)'t':
                return Literal("true"u8, JsonTokenType.True);

            case (byte)'f':
                return Literal("false"u8, JsonTokenType.False);

            case (byte)'n':
                return Literal("null"u8, JsonTokenType.Null);

            default:
                TokenType = JsonTokenType.Number;
                return ScanNumber() || Malformed();
        }
    }

    private bool Begin(JsonTokenType bracket)
    {
        if (_nesting.Depth >= _options.MaxDepth)
            return Malformed();

        _nesting.Push(bracket == JsonTokenType.StartObject);
        return Bracket(bracket);
    }

    private bool End(JsonTokenType bracket)
    {
        _nesting.Pop();
        return Bracket(bracket);
    }

    private bool Bracket(JsonTokenType bracket)
    {
        TokenType = bracket;
        _start = _position++;
        _length = 1;
        return true;
    }

    private bool Literal(ReadOnlySpan<byte> literal, JsonTokenType type)
    {
        if (!_text[_position..].StartsWith(literal))
            return Malformed();

        TokenType = type;
        _start = _position;
        _length = literal.Length;
        _position += literal.Length;
        return true;
    }

    /// <summary>The next byte that is no white space; false at the end, which is right only behind the root value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNext(out byte next)
    {
        if ((uint)_position < (uint)_text.Length)
        {
            next = _text[_position];
            if (next > ' ' && next != '/')
                return true;
        }

        return TryNextBehindSpace(out next);
    }

    private bool TryNextBehindSpace(out byte next)
    {
        while (SkipSpace())
        {
            next = _text[_position];
            if (next != '/' || _options.CommentHandling != JsonCommentHandling.Skip)
                return true;
            if (!SkipComment())
                return Malformed();
        }

        next = 0;
        return TokenType != JsonTokenType.None && _nesting.Depth == 0 ? false : Malformed();
    }

    // No comment may stand here, whatever the options.
    private bool TryColon()
    {
        if (!SkipSpace() || _text[_position] != ':')
            return false;

        _position++;
        return true;
    }

    private bool SkipSpace()
    {
        for (; _position < _text.Length; _position++)
        {
            if (_text[_position] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Malformed()
    {
        IsMalformed = true;
        return false;
    }
}
