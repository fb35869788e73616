using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Settee.Wire;

namespace Settee;

/// <summary>
/// A piece of JSON for a <see cref="MutateSpec"/>: a value, or several values separated by commas for arrays. A string converts as JSON
/// that is written out; for a text as value use <see cref="Text"/>.
/// </summary>
public readonly struct JsonFragment
{
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly string? _json;

    private JsonFragment(ReadOnlyMemory<byte> utf8, string? json, bool isMacro = false)
    {
        _utf8 = utf8;
        _json = json;
        IsMacro = isMacro;
    }

    internal bool IsMacro { get; }

    /// <summary>JSON that is written out.</summary>
    /// <param name="json">The JSON.</param>
    public static implicit operator JsonFragment(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new JsonFragment(default, json);
    }

    /// <summary>JSON that is written out, in UTF-8, or bytes for <see cref="PathFlags.Binary"/>.</summary>
    /// <param name="utf8">The JSON or the bytes; copied before the call that takes them returns.</param>
    public static implicit operator JsonFragment(ReadOnlyMemory<byte> utf8) => new(utf8, null);

    /// <summary>JSON that is written out, in UTF-8, or bytes for <see cref="PathFlags.Binary"/>.</summary>
    /// <param name="utf8">The JSON or the bytes; copied before the call that takes them returns.</param>
    public static implicit operator JsonFragment(byte[] utf8) => new(utf8, null);

    /// <summary>A text as JSON string.</summary>
    /// <param name="value">The text; null for JSON null.</param>
    public static JsonFragment Text(string? value) =>
        value is null ? "null" : "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value) + "\"";

    /// <summary>An integer.</summary>
    /// <param name="value">The number.</param>
    public static JsonFragment Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A JSON value.</summary>
    /// <param name="value">The value.</param>
    public static JsonFragment Json(JsonElement value) => value.GetRawText();

    internal static JsonFragment Macro(string macro) => new(default, $"\"{macro}\"", isMacro: true);

    internal int WriteTo(FrameBuffer body)
    {
        var before = body.Length;
        if (_json is null)
            body.Write(_utf8.Span);
        else
            body.Advance(Encoding.UTF8.GetBytes(_json, body.GetSpan(Encoding.UTF8.GetMaxByteCount(_json.Length))));

        return body.Length - before;
    }
}

/// <summary>Values that the server fills in when it stores an extended attribute.</summary>
public static class MutationMacro
{
    /// <summary>The new CAS of the document, as hexadecimal text with its bytes reversed.</summary>
    public static JsonFragment Cas { get; } = JsonFragment.Macro("${Mutation.CAS}");

    /// <summary>The sequence number of the mutation, as hexadecimal text.</summary>
    public static JsonFragment SequenceNumber { get; } = JsonFragment.Macro("${Mutation.seqno}");

    /// <summary>The CRC-32C of the new body, as hexadecimal text.</summary>
    public static JsonFragment ValueCrc32c { get; } = JsonFragment.Macro("${Mutation.value_crc32c}");

    /// <summary>The metadata of the document before the mutation: all of it, or one field such as <c>exptime</c>.</summary>
    /// <param name="field">The field; null for all.</param>
    public static JsonFragment Document(string? field = null) => JsonFragment.Macro(field is null ? "${$document}" : $"${{$document.{field}}}");
}
