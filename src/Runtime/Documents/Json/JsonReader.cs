using System.ComponentModel;
using System.Text.Json;

namespace Settee.Documents;

/// <summary>
/// Reads one JSON text out of a receive buffer. Every failure, whatever its cause, is a <see cref="JsonException"/> with path, line and
/// position. Nothing is tracked for that while reading: the path is found by reading again, once something is wrong.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public ref partial struct JsonReader
{
    private readonly ReadOnlySpan<byte> _json;
    private JsonSettings _settings;
    private JsonTokenizer _reader;

    // Where the reader's text begins in the whole one.
    private long _start;

    // Where a member stands that is none because it says which type its object is; zero, where no name can stand, for nowhere.
    private long _tagStart;

    /// <summary>Stands before the first token.</summary>
    /// <param name="utf8Json">One complete JSON text.</param>
    public JsonReader(ReadOnlySpan<byte> utf8Json)
    {
        _json = utf8Json;
        _settings = JsonSettings.Default;
        _reader = new JsonTokenizer(utf8Json, default);
    }

    /// <summary>What the document's conventions say.</summary>
    internal readonly JsonSettings Settings => _settings;

    /// <summary>Whether a name that comes twice in an object is an error.</summary>
    internal readonly bool RefusesDuplicates => _settings.RefusesDuplicates;

    /// <summary>Follows the conventions of a document; only before the first token.</summary>
    /// <param name="settings">The conventions.</param>
    public void Use(JsonSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _reader = new JsonTokenizer(_json, settings.ReaderOptions);
    }

    /// <summary>The kind of the current token.</summary>
    public readonly JsonTokenType TokenType => _reader.TokenType;

    /// <summary>Whether the current token is <c>null</c>.</summary>
    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    /// <summary>Moves to the next token.</summary>
    public void Read()
    {
        if (!_reader.Read())
            throw NoToken();
    }

    /// <summary>Checks that nothing but white space follows the value.</summary>
    public void ReadEnd()
    {
        // A second value is refused by the tokenizer itself.
        if (_reader.Read() || _reader.IsMalformed)
            throw NoToken();
    }

    /// <summary>Reads a text that is one value; only before the first token.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    internal T ReadWhole<T, TCodec>()
        where TCodec : struct, IJsonCodec<T>
    {
        Read();
        var value = TCodec.Read(ref this);
        ReadEnd();
        return value;
    }

    /// <summary>Checks that the current token opens an object.</summary>
    /// <typeparam name="T">The type that is being read, for the error.</typeparam>
    public readonly void ExpectObject<T>()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw Unconvertible<T>();
    }

    /// <summary>Checks that the current token opens an array.</summary>
    /// <typeparam name="T">The type that is being read, for the error.</typeparam>
    public readonly void ExpectArray<T>()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
            throw Unconvertible<T>();
    }

    /// <summary>Moves to the next member name of the current object; false at its end.</summary>
    public bool NextName()
    {
        Read();
        if (_tagStart != 0 && _reader.TokenStartIndex == _tagStart)
        {
            SkipValue();
            Read();
        }

        return _reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Moves to the next element of the current array; false at its end.</summary>
    public bool NextElement()
    {
        Read();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Length of the current member name in UTF-8 bytes, after unescaping.</summary>
    public readonly int NameLength => _reader.ValueIsEscaped ? UnescapedLength() : _reader.ValueSpan.Length;

    /// <summary>Whether the current member name, after unescaping, is this one.</summary>
    /// <param name="utf8Name">The name, unescaped.</param>
    public readonly bool NameIs(ReadOnlySpan<byte> utf8Name) =>
        _reader.ValueIsEscaped ? EscapedNameIs(utf8Name) : _reader.ValueSpan.SequenceEqual(utf8Name);

    /// <summary>Whether the current member name, after unescaping, is this one in whatever case.</summary>
    /// <param name="name">The name, unescaped.</param>
    public readonly bool NameIsLike(string name) => string.Equals(GetString(), name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A reader that has the current member name as a string value.</summary>
    internal readonly JsonReader NameAsValue()
    {
        // The same text and place, so that errors name them: only the token is another one.
        var name = this;
        name._reader = new JsonTokenizer(_json.Slice(_reader.TokenStartIndex, _reader.ValueSpan.Length + 2), default);
        name._reader.Read();
        name._start += _reader.TokenStartIndex;
        return name;
    }

    /// <summary>Skips the value of the current member name, or the current value.</summary>
    public void SkipValue()
    {
        var start = _reader.TokenStartIndex;
        if (!_reader.Skip())
        {
            // What is inside of a skipped value has no name in the document's type.
            throw NoToken(start);
        }
    }

    private readonly bool EscapedNameIs(ReadOnlySpan<byte> utf8Name)
    {
        try
        {
            return _reader.ValueTextEquals(utf8Name);
        }
        catch (InvalidOperationException exception)
        {
            throw Broken(exception);
        }
    }

    private readonly int UnescapedLength()
    {
        // Unescaping only ever shortens.
        var room = _reader.ValueSpan.Length;
        Span<byte> text = room <= 256 ? stackalloc byte[256] : new byte[room];
        return CopyText(text);
    }

    /// <summary>Copies the unescaped UTF-8 text of the current string or name.</summary>
    private readonly int CopyText(scoped Span<byte> utf8)
    {
        try
        {
            return _reader.CopyString(utf8);
        }
        catch (InvalidOperationException exception)
        {
            throw Broken(exception);
        }
    }
}
