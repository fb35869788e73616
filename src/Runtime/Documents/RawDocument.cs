using System.Text;
using System.Text.Json;

namespace Settee;

/// <summary>What a stored value is, as its writer said with the flags, or else as the server sees it.</summary>
public enum DocumentFormat
{
    /// <summary>The flags are none of the common ones and the value is no JSON.</summary>
    Unknown,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>Text in UTF-8, without quotes.</summary>
    Text,

    /// <summary>A format that only the application that wrote it knows.</summary>
    Private,
}

/// <summary>A stored value as it is. The bytes belong to the caller.</summary>
/// <param name="Key">The key under which it is stored.</param>
/// <param name="Value">The bytes.</param>
/// <param name="Format">What they are.</param>
/// <param name="Flags">The flags as stored; those of older clients have no <see cref="Format"/>.</param>
/// <param name="Cas">The version that was read.</param>
/// <param name="Expiry">When it expires; null when it does not or when that was not asked for.</param>
public readonly record struct RawDocument(
    string Key, byte[] Value, DocumentFormat Format, uint Flags, Cas Cas, DateTimeOffset? Expiry = null)
{
    /// <summary>The value as UTF-8 text, whatever its format.</summary>
    public string GetText() => Encoding.UTF8.GetString(Value);

    /// <summary>The value as JSON, whatever its format.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public JsonElement GetJson() => JsonDom.Parse(Value);
}
