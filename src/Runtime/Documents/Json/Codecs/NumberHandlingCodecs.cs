using System.ComponentModel;
using System.Numerics;
using System.Text.Json;

namespace Settee.Documents;

/// <summary>Numbers that may also stand in strings when they are read.</summary>
/// <typeparam name="T">The type of the number.</typeparam>
/// <typeparam name="TCodec">The codec of the number itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NumberFromTextCodec<T, TCodec> : IJsonCodec<T>
    where T : struct, INumberBase<T>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T value) => TCodec.Write(ref writer, value);

    /// <inheritdoc/>
    public static T Read(ref JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetNumberFromText<T>() : TCodec.Read(ref reader);
}

/// <summary>Numbers that are written as strings.</summary>
/// <typeparam name="T">The type of the number.</typeparam>
/// <typeparam name="TCodec">How they are read.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NumberAsTextCodec<T, TCodec> : IJsonCodec<T>
    where T : struct, INumberBase<T>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T value) => writer.WriteFormatted(value);

    /// <inheritdoc/>
    public static T Read(ref JsonReader reader) => TCodec.Read(ref reader);
}

/// <summary>Fractional numbers whose values without a number in JSON are written as <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.</summary>
/// <typeparam name="T">The type of the number.</typeparam>
/// <typeparam name="TCodec">The codec of all other values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NamedNumberCodec<T, TCodec> : IJsonCodec<T>
    where T : struct, INumberBase<T>
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T value)
    {
        if (T.IsFinite(value))
            TCodec.Write(ref writer, value);
        else
            writer.WriteFormatted(value);
    }

    /// <inheritdoc/>
    public static T Read(ref JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetNamedNumber(out T value) ? value : TCodec.Read(ref reader);
}
