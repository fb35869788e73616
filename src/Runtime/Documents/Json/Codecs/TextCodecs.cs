using System.ComponentModel;

namespace Settee.Documents;

/// <summary>JSON booleans.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BooleanCodec : IJsonCodec<bool>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, bool value) => writer.WriteBoolean(value);

    /// <inheritdoc/>
    public static bool Read(ref JsonReader reader) => reader.GetBoolean();
}

/// <summary>JSON strings; null passes in both directions, as the declaration of a member binds nobody else who writes documents.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringCodec : IJsonCodec<string>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, string value) => writer.WriteString(value);

    /// <inheritdoc/>
    public static string Read(ref JsonReader reader) => reader.GetString()!;
}

/// <summary>A string of one UTF-16 unit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CharCodec : IJsonCodec<char>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, char value) => writer.WriteString([value]);

    /// <inheritdoc/>
    public static char Read(ref JsonReader reader) => reader.GetChar();
}

/// <summary>A string with hyphens.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GuidCodec : IJsonCodec<Guid>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Guid value) => writer.WriteFormatted(value);

    /// <inheritdoc/>
    public static Guid Read(ref JsonReader reader) => reader.GetGuid();
}

/// <summary>The text from which the URI was made.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UriCodec : IJsonCodec<Uri>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Uri value) => writer.WriteString(value?.OriginalString);

    /// <inheritdoc/>
    public static Uri Read(ref JsonReader reader)
    {
        if (reader.IsNull)
            return null!;
        return Uri.TryCreate(reader.GetString(), UriKind.RelativeOrAbsolute, out var value) ? value : throw reader.Unconvertible<Uri>();
    }
}

/// <summary>Numbers with dots.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct VersionCodec : IJsonCodec<Version>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Version value) => writer.WriteString(value?.ToString());

    /// <inheritdoc/>
    public static Version Read(ref JsonReader reader) => reader.IsNull ? null! : reader.GetVersion();
}
