using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Settee.Documents;

/// <summary>Strings as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringKeyCodec : IJsonKeyCodec<string>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, string key) => writer.WriteName(key.AsSpan());

    /// <inheritdoc/>
    public static string Read(ref JsonReader reader) => reader.GetString()!;
}

/// <summary>Integers as member names.</summary>
/// <typeparam name="T">The integer type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct IntegerKeyCodec<T> : IJsonKeyCodec<T>
    where T : INumberBase<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T key) => writer.WriteName(key);

    /// <inheritdoc/>
    public static T Read(ref JsonReader reader) => reader.GetNumberFromName<T>(NumberStyles.AllowLeadingSign);
}

/// <summary>Fractional numbers as member names.</summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct FractionKeyCodec<T> : IJsonKeyCodec<T>
    where T : struct, INumberBase<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T key) => writer.WriteName(key);

    /// <inheritdoc/>
    public static T Read(ref JsonReader reader) => reader.GetNumberFromText<T>();
}

/// <summary>Guids as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GuidKeyCodec : IJsonKeyCodec<Guid>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Guid key) => writer.WriteName(key);

    /// <inheritdoc/>
    public static Guid Read(ref JsonReader reader) => reader.GetGuid();
}

/// <summary><c>True</c> and <c>False</c> as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BooleanKeyCodec : IJsonKeyCodec<bool>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, bool key) => writer.WriteName(key ? "True" : "False");

    /// <inheritdoc/>
    public static bool Read(ref JsonReader reader) =>
        bool.TryParse(reader.GetString(), out var value) ? value : throw reader.Unconvertible<bool>();
}

/// <summary>Single UTF-16 units as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CharKeyCodec : IJsonKeyCodec<char>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, char key) => writer.WriteName([key]);

    /// <inheritdoc/>
    public static char Read(ref JsonReader reader) => reader.GetChar();
}

/// <summary>Dates as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateOnlyKeyCodec : IJsonKeyCodec<DateOnly>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, DateOnly key) => writer.WriteName(key, "O");

    /// <inheritdoc/>
    public static DateOnly Read(ref JsonReader reader) => reader.GetDateOnly();
}

/// <summary>Times of day as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeOnlyKeyCodec : IJsonKeyCodec<TimeOnly>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TimeOnly key) => writer.WriteName(key.ToTimeSpan());

    /// <inheritdoc/>
    public static TimeOnly Read(ref JsonReader reader) => reader.GetTimeOnly();
}

/// <summary>Dates with times as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeKeyCodec : IJsonKeyCodec<DateTime>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, DateTime key) => writer.WriteDateTimeName(key);

    /// <inheritdoc/>
    public static DateTime Read(ref JsonReader reader) => reader.NameAsValue().GetDateTime();
}

/// <summary>Dates with times and offsets as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeOffsetKeyCodec : IJsonKeyCodec<DateTimeOffset>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, DateTimeOffset key) => writer.WriteDateTimeName(key);

    /// <inheritdoc/>
    public static DateTimeOffset Read(ref JsonReader reader) => reader.NameAsValue().GetDateTimeOffset();
}

/// <summary>URIs as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UriKeyCodec : IJsonKeyCodec<Uri>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Uri key)
    {
        ArgumentNullException.ThrowIfNull(key);
        writer.WriteName(key.OriginalString.AsSpan());
    }

    /// <inheritdoc/>
    public static Uri Read(ref JsonReader reader) => UriCodec.Read(ref reader);
}

/// <summary>Versions as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct VersionKeyCodec : IJsonKeyCodec<Version>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Version key)
    {
        ArgumentNullException.ThrowIfNull(key);
        writer.WriteName(key.ToString().AsSpan());
    }

    /// <inheritdoc/>
    public static Version Read(ref JsonReader reader) => reader.GetVersion();
}

/// <summary>Member names that a converter writes and reads.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TConverter">The converter.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConverterKeyCodec<TKey, TConverter> : IJsonKeyCodec<TKey>
    where TKey : notnull
    where TConverter : JsonConverter<TKey>, new()
{
    private static readonly TConverter Converter = new();

    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TKey key) => writer.WriteConvertedName(Converter, key);

    /// <inheritdoc/>
    public static TKey Read(ref JsonReader reader) => reader.ReadConvertedName(Converter);
}

/// <summary>Time spans as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeSpanKeyCodec : IJsonKeyCodec<TimeSpan>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TimeSpan key) => writer.WriteName(key);

    /// <inheritdoc/>
    public static TimeSpan Read(ref JsonReader reader) => reader.GetTimeSpan();
}
