using System.ComponentModel;

namespace Settee.Documents;

/// <summary>ISO 8601 with the kind as zone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeCodec : IJsonCodec<DateTime>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, DateTime value) => writer.WriteDateTime(value);

    /// <inheritdoc/>
    public static DateTime Read(ref JsonReader reader) => reader.GetDateTime();
}

/// <summary>ISO 8601 with offset.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeOffsetCodec : IJsonCodec<DateTimeOffset>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, DateTimeOffset value) => writer.WriteDateTime(value);

    /// <inheritdoc/>
    public static DateTimeOffset Read(ref JsonReader reader) => reader.GetDateTimeOffset();
}

/// <summary><c>yyyy-MM-dd</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateOnlyCodec : IJsonCodec<DateOnly>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, DateOnly value) => writer.WriteFormatted(value, "O");

    /// <inheritdoc/>
    public static DateOnly Read(ref JsonReader reader) => reader.GetDateOnly();
}

/// <summary><c>HH:mm:ss[.fffffff]</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeOnlyCodec : IJsonCodec<TimeOnly>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TimeOnly value) => writer.WriteFormatted(value.ToTimeSpan());

    /// <inheritdoc/>
    public static TimeOnly Read(ref JsonReader reader) => reader.GetTimeOnly();
}

/// <summary><c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeSpanCodec : IJsonCodec<TimeSpan>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TimeSpan value) => writer.WriteFormatted(value);

    /// <inheritdoc/>
    public static TimeSpan Read(ref JsonReader reader) => reader.GetTimeSpan();
}
