using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Settee.Documents;

/// <summary>
/// Writes JSON text into the buffer of a request: no intermediate array, no allocation. Commas are put in by the writer, names come
/// escaped from the generator. <see cref="Flush"/> ends the writing; nothing counts before it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public ref partial struct JsonWriter
{
    // Longest number: a double has 24 characters, a decimal 31, an Int128 40; dates and Guids are shorter.
    private const int LongestScalar = 48;

    private readonly IBufferWriter<byte> _output;
    private JsonSettings _settings;

    // Containers that may be open at the same time; deeper values are taken for a cycle.
    private int _maxDepth;

    // Whether strings are escaped as little as possible.
    private bool _isRelaxed;
    private Span<byte> _room;
    private int _length;
    private int _depth;
    private bool _comma;

    // Goes first into the next object.
    private ReadOnlySpan<byte> _tag;

    // Set by a member name below the deepest container, where only null may follow.
    private bool _tooDeep;

    /// <summary>Starts a JSON text.</summary>
    /// <param name="output">Receives the text.</param>
    public JsonWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        Use(JsonSettings.Default);
    }

    /// <summary>What the document's conventions say; values that come next follow them.</summary>
    internal readonly JsonSettings Settings => _settings;

    /// <summary>Follows the conventions of a document.</summary>
    /// <param name="settings">The conventions.</param>
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_settings))]
    public void Use(JsonSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _maxDepth = settings.MaxDepth;
        _isRelaxed = settings.IsRelaxed;
    }

    /// <summary>Hands what was written to the output. Must be called once, at the end.</summary>
    public void Flush()
    {
        _output.Advance(_length);
        _room = default;
        _length = 0;
    }

    /// <summary>Opens an object.</summary>
    public void WriteStartObject()
    {
        Open((byte)'{');
        if (!_tag.IsEmpty)
        {
            var tag = _tag;
            _tag = default;
            WriteName(tag);
            _comma = true;
        }
    }

    /// <summary>Has the next object begin with a member that says which type it is.</summary>
    /// <param name="member">Name and value, complete, as <c>"$type":"circle"</c> with its quotes.</param>
    public void TagNextObject(ReadOnlySpan<byte> member) => _tag = member;

    /// <summary>Closes an object.</summary>
    public void WriteEndObject() => Close((byte)'}');

    /// <summary>Opens an array.</summary>
    public void WriteStartArray() => Open((byte)'[');

    /// <summary>Closes an array.</summary>
    public void WriteEndArray() => Close((byte)']');

    /// <summary>Writes a member name that is complete: quoted, escaped, with its colon.</summary>
    /// <param name="quotedNameAndColon">For example <c>"name":</c> with its quotes.</param>
    public void WriteName(scoped ReadOnlySpan<byte> quotedNameAndColon)
    {
        Reserve(quotedNameAndColon.Length + 1);
        if (_comma)
            _room[_length++] = (byte)',';
        quotedNameAndColon.CopyTo(_room[_length..]);
        _length += quotedNameAndColon.Length;
        _comma = false;
        _tooDeep = _depth >= _maxDepth;
    }

    /// <summary>Writes a member name that is known only now, as of a dictionary.</summary>
    /// <param name="name">The name, unescaped.</param>
    public void WriteName(scoped ReadOnlySpan<char> name)
    {
        Reserve(1);
        if (_comma)
            _room[_length++] = (byte)',';
        WriteQuoted(name);
        EndName();
    }

    /// <summary>Writes a member name that is a formatted value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value; its invariant text has nothing to escape.</param>
    /// <param name="format">The format; empty for the type's default.</param>
    public void WriteName<T>(T value, scoped ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Reserve(LongestScalar + 3);
        if (_comma)
            _room[_length++] = (byte)',';
        _room[_length++] = (byte)'"';
        _length += Format(value, _room[_length..], format);
        _room[_length++] = (byte)'"';
        EndName();
    }

    /// <summary>Writes a member name that is a date and time in ISO 8601.</summary>
    /// <param name="value">The value.</param>
    internal void WriteDateTimeName<T>(T value)
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[LongestScalar];
        text = text[..TrimFraction(text[..Format(value, text, "O")])];
        Reserve(LongestScalar + 3);
        if (_comma)
            _room[_length++] = (byte)',';
        _room[_length++] = (byte)'"';
        text.CopyTo(_room[_length..]);
        _length += text.Length;
        _room[_length++] = (byte)'"';
        EndName();
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull()
    {
        // Not BeginValue: a null below the deepest container is accepted, as it ends a chain of objects.
        Reserve(5);
        if (_comma)
            _room[_length++] = (byte)',';
        _comma = true;
        "null"u8.CopyTo(_room[_length..]);
        _length += 4;
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value)
    {
        var text = value ? "true"u8 : "false"u8;
        BeginValue(text.Length);
        text.CopyTo(_room[_length..]);
        _length += text.Length;
    }

    /// <summary>Writes a number, in the invariant and shortest round-trip form.</summary>
    /// <typeparam name="T">An integer or decimal type.</typeparam>
    /// <param name="value">The value.</param>
    public void WriteNumber<T>(T value)
        where T : IUtf8SpanFormattable
    {
        BeginValue(LongestScalar);
        _length += Format(value, _room[_length..], default);
    }

    /// <summary>Writes a number; JSON has no text for NaN and the infinities.</summary>
    /// <param name="value">The value.</param>
    public void WriteNumber(double value)
    {
        if (!double.IsFinite(value))
            throw NotFinite();
        WriteNumber<double>(value);
    }

    /// <summary>Writes a number; JSON has no text for NaN and the infinities.</summary>
    /// <param name="value">The value.</param>
    public void WriteNumber(float value)
    {
        if (!float.IsFinite(value))
            throw NotFinite();
        WriteNumber<float>(value);
    }

    /// <summary>Writes a value as a string of its invariant text, which has nothing to escape.</summary>
    /// <typeparam name="T">Guid, date or time.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="format">The format; empty for the type's default.</param>
    public void WriteFormatted<T>(T value, scoped ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        BeginValue(LongestScalar + 2);
        _room[_length++] = (byte)'"';
        _length += Format(value, _room[_length..], format);
        _room[_length++] = (byte)'"';
    }

    /// <summary>Writes a date and time in ISO 8601, the fraction without trailing zeros.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTime(DateTime value) => WriteIso(value);

    /// <summary>Writes a date and time in ISO 8601 with its offset, the fraction without trailing zeros.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTime(DateTimeOffset value) => WriteIso(value);

    /// <summary>Writes a string, or null.</summary>
    /// <param name="value">The text.</param>
    public void WriteString(string? value)
    {
        if (value is null)
            WriteNull();
        else
            WriteString(value.AsSpan());
    }

    /// <summary>Writes a string.</summary>
    /// <param name="value">The text.</param>
    public void WriteString(scoped ReadOnlySpan<char> value)
    {
        BeginValue(0);
        WriteQuoted(value);
    }

    /// <summary>Writes bytes as a base64 string.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteBase64(scoped ReadOnlySpan<byte> value)
    {
        BeginValue(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2);
        _room[_length++] = (byte)'"';
        Base64.EncodeToUtf8(value, _room[_length..], out _, out var written);
        _length += written;
        _room[_length++] = (byte)'"';
    }

    /// <summary>Writes a value that is JSON text already.</summary>
    /// <param name="json">One complete JSON value.</param>
    public void WriteRaw(scoped ReadOnlySpan<byte> json)
    {
        BeginValue(json.Length);
        json.CopyTo(_room[_length..]);
        _length += json.Length;
    }

    private void WriteIso<T>(T value)
        where T : IUtf8SpanFormattable
    {
        BeginValue(LongestScalar + 2);
        _room[_length++] = (byte)'"';
        var text = _room[_length..];
        _length += TrimFraction(text[..Format(value, text, "O")]);
        _room[_length++] = (byte)'"';
    }

    // "2024-01-02T03:04:05.0060000Z": seven digits of fraction at a fixed place, then the zone. Shortens in place.
    private static int TrimFraction(Span<byte> iso)
    {
        const int Point = 19, End = 27;
        var last = iso[..End].LastIndexOfAnyExcept((byte)'0');
        var kept = last == Point ? Point : last + 1;
        var zone = iso[End..];
        zone.CopyTo(iso[kept..]);
        return kept + zone.Length;
    }

    private static int Format<T>(T value, Span<byte> room, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        if (!value.TryFormat(room, out var written, format, CultureInfo.InvariantCulture))
            throw new ArgumentException($"The text of a {typeof(T).Name} is longer than any JSON scalar.", nameof(value));
        return written;
    }

    private void Open(byte bracket)
    {
        if (_depth >= _maxDepth)
            throw TooDeep();
        BeginValue(1);
        _room[_length++] = bracket;
        _depth++;
        _comma = false;
    }

    private void Close(byte bracket)
    {
        Reserve(1);
        _room[_length++] = bracket;
        _depth--;
        _comma = true;
        _tooDeep = false;
    }

    private void EndName()
    {
        Reserve(1);
        _room[_length++] = (byte)':';
        _comma = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginValue(int size)
    {
        if (_tooDeep)
            throw TooDeep();
        Reserve(size + 1);
        if (_comma)
            _room[_length++] = (byte)',';
        _comma = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int size)
    {
        if (_room.Length - _length < size)
            Grow(size);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int size)
    {
        _output.Advance(_length);
        _length = 0;
        _room = _output.GetSpan(size);
    }
}
