using System.ComponentModel;
using System.Globalization;
using System.Numerics;

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
    where T : INumberBase<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T key) => writer.WriteName(key);

    /// <inheritdoc/>
    public static T Read(ref JsonReader reader) =>
        reader.GetNumberFromName<T>(NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent);
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

/// <summary>Time spans as member names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeSpanKeyCodec : IJsonKeyCodec<TimeSpan>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TimeSpan key) => writer.WriteName(key);

    /// <inheritdoc/>
    public static TimeSpan Read(ref JsonReader reader) => reader.GetTimeSpan();
}
