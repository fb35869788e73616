using System.Text;
using System.Text.Json;
using Settee.Wire;

namespace Settee;

/// <summary>A value to store as it is, with the flags that tell other clients what it is.</summary>
public readonly struct RawValue
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string? _text;

    private RawValue(ReadOnlyMemory<byte> bytes, string? text, uint flags)
    {
        _bytes = bytes;
        _text = text;
        Flags = flags;
    }

    /// <summary>The flags to store.</summary>
    public uint Flags { get; }

    internal bool IsJson => CommonFlags.FormatOf(Flags) == CommonFlags.JsonFormat;

    /// <summary>Bytes.</summary>
    /// <param name="bytes">The value; copied before the call returns.</param>
    public static RawValue Binary(ReadOnlyMemory<byte> bytes) => new(bytes, null, CommonFlags.Binary);

    /// <summary>Text, stored as UTF-8 without quotes.</summary>
    /// <param name="text">The value.</param>
    public static RawValue Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new RawValue(default, text, CommonFlags.String);
    }

    /// <summary>JSON that is ready to store. It is not looked at.</summary>
    /// <param name="utf8Json">The value; copied before the call returns.</param>
    public static RawValue Json(ReadOnlyMemory<byte> utf8Json) => new(utf8Json, null, CommonFlags.Json);

    /// <summary>JSON that is ready to store. It is not looked at.</summary>
    /// <param name="json">The value.</param>
    public static RawValue Json(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new RawValue(default, json, CommonFlags.Json);
    }

    /// <summary>A JSON value.</summary>
    /// <param name="json">The value.</param>
    public static RawValue Json(JsonElement json) => Json(json.GetRawText());

    /// <summary>Bytes with flags of your choice, for copies of documents that other clients wrote.</summary>
    /// <param name="bytes">The value; copied before the call returns.</param>
    /// <param name="flags">The flags, for example <see cref="RawDocument.Flags"/>.</param>
    public static RawValue WithFlags(ReadOnlyMemory<byte> bytes, uint flags) => new(bytes, null, flags);

    internal void WriteTo(FrameBuffer body)
    {
        if (_text is null)
        {
            body.Write(_bytes.Span);
            return;
        }

        var room = body.GetSpan(Encoding.UTF8.GetMaxByteCount(_text.Length));
        body.Advance(Encoding.UTF8.GetBytes(_text, room));
    }
}
