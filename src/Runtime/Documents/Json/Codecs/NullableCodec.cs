using System.ComponentModel;

namespace Settee.Documents;

/// <summary>A value type or null.</summary>
/// <typeparam name="T">The value type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableCodec<T, TCodec> : IJsonCodec<T?>
    where T : struct
    where TCodec : struct, IJsonCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, T? value)
    {
        if (value is { } present)
            TCodec.Write(ref writer, present);
        else
            writer.WriteNull();
    }

    /// <inheritdoc/>
    public static T? Read(ref JsonReader reader) => reader.IsNull ? null : TCodec.Read(ref reader);
}
