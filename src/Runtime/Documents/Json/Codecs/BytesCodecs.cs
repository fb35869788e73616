using System.ComponentModel;

namespace Settee.Documents;

/// <summary>Bytes as a base64 string.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BytesCodec : IJsonCodec<byte[]>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, byte[] value)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteBase64(value);
    }

    /// <inheritdoc/>
    public static byte[] Read(ref JsonReader reader) => reader.IsNull ? null! : reader.GetBase64();
}

/// <summary>Bytes as a base64 string; null is empty.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MemoryCodec : IJsonCodec<Memory<byte>>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Memory<byte> value) => writer.WriteBase64(value.Span);

    /// <inheritdoc/>
    public static Memory<byte> Read(ref JsonReader reader) => reader.IsNull ? default : reader.GetBase64();
}

/// <summary>Bytes as a base64 string; null is empty.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyMemoryCodec : IJsonCodec<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBase64(value.Span);

    /// <inheritdoc/>
    public static ReadOnlyMemory<byte> Read(ref JsonReader reader) => reader.IsNull ? default : reader.GetBase64();
}
