using System.ComponentModel;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Settee.Documents;

/// <summary>Values that a context of System.Text.Json writes and reads.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TContext">The context.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct FallbackCodec<T, TContext> : IJsonCodec<T>
    where TContext : JsonSerializerContext, new()
{
    private static readonly JsonTypeInfo<T>? Found = (JsonTypeInfo<T>?)new TContext().GetTypeInfo(typeof(T));

    private static JsonTypeInfo<T> Info =>
        Found ?? throw new NotSupportedException($"{typeof(TContext)} has no [JsonSerializable(typeof({typeof(T).Name}))].");

    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T value) => writer.WriteThrough(Info, value);

    /// <inheritdoc/>
    public static T Read(ref JsonReader reader) => reader.ReadThrough(Info);
}

/// <summary>Values that a converter writes and reads which is made by an attribute.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TAttribute">The attribute.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AttributeCodec<T, TAttribute> : IJsonCodec<T>
    where TAttribute : JsonConverterAttribute, new()
{
    private static readonly JsonConverter<T>? Made = (JsonConverter<T>?)new TAttribute().CreateConverter(typeof(T));

    private static JsonConverter<T> Converter =>
        Made ?? throw new InvalidOperationException($"{typeof(TAttribute)} makes no converter for {typeof(T)}.");

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
