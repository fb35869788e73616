using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Settee.Documents;

/// <summary>Values that a converter of System.Text.Json writes and reads. The way out for types that have a form of their own.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TConverter">The converter.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConverterCodec<T, TConverter> : IJsonCodec<T>
    where TConverter : JsonConverter<T>, new()
{
    private static readonly TConverter Converter = new();

    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T value)
    {
        if (value is null && !Converter.HandleNull)
            writer.WriteNull();
        else
            writer.WriteConverted(Converter, value);
    }

    /// <inheritdoc/>
    public static T Read(ref JsonReader reader) =>
        reader.IsNull && default(T) is null && !Converter.HandleNull ? default! : reader.ReadConverted(Converter);
}

/// <summary>Values that a converter writes and reads which is made by a factory.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TFactory">The factory.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct FactoryCodec<T, TFactory> : IJsonCodec<T>
    where TFactory : JsonConverterFactory, new()
{
    // Most documents follow the usual conventions, and need not look for their converter.
    private static readonly JsonConverter<T> Usual = JsonSettings.Default.ConverterOf<T, TFactory>();

    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T value)
    {
        var converter = For(writer.Settings);
        if (value is null && !converter.HandleNull)
            writer.WriteNull();
        else
            writer.WriteConverted(converter, value);
    }

    /// <inheritdoc/>
    public static T Read(ref JsonReader reader)
    {
        var converter = For(reader.Settings);
        return reader.IsNull && default(T) is null && !converter.HandleNull ? default! : reader.ReadConverted(converter);
    }

    private static JsonConverter<T> For(JsonSettings settings) =>
        ReferenceEquals(settings, JsonSettings.Default) ? Usual : settings.ConverterOf<T, TFactory>();
}
