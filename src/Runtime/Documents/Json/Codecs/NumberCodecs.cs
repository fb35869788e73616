using System.ComponentModel;

namespace Settee.Documents;

/// <summary>JSON numbers as <see cref="sbyte"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SByteCodec : IJsonCodec<sbyte>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, sbyte value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static sbyte Read(ref JsonReader reader) => reader.GetSByte();
}

/// <summary>JSON numbers as <see cref="byte"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ByteCodec : IJsonCodec<byte>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, byte value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static byte Read(ref JsonReader reader) => reader.GetByte();
}

/// <summary>JSON numbers as <see cref="short"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int16Codec : IJsonCodec<short>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, short value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static short Read(ref JsonReader reader) => reader.GetInt16();
}

/// <summary>JSON numbers as <see cref="ushort"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UInt16Codec : IJsonCodec<ushort>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ushort value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static ushort Read(ref JsonReader reader) => reader.GetUInt16();
}

/// <summary>JSON numbers as <see cref="int"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int32Codec : IJsonCodec<int>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, int value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static int Read(ref JsonReader reader) => reader.GetInt32();
}

/// <summary>JSON numbers as <see cref="uint"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UInt32Codec : IJsonCodec<uint>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, uint value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static uint Read(ref JsonReader reader) => reader.GetUInt32();
}

/// <summary>JSON numbers as <see cref="long"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int64Codec : IJsonCodec<long>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, long value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static long Read(ref JsonReader reader) => reader.GetInt64();
}

/// <summary>JSON numbers as <see cref="ulong"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UInt64Codec : IJsonCodec<ulong>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, ulong value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static ulong Read(ref JsonReader reader) => reader.GetUInt64();
}

/// <summary>JSON numbers as <see cref="Int128"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int128Codec : IJsonCodec<Int128>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Int128 value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static Int128 Read(ref JsonReader reader) => reader.GetInt128();
}

/// <summary>JSON numbers as <see cref="UInt128"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UInt128Codec : IJsonCodec<UInt128>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, UInt128 value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static UInt128 Read(ref JsonReader reader) => reader.GetUInt128();
}

/// <summary>JSON numbers as <see cref="float"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SingleCodec : IJsonCodec<float>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, float value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static float Read(ref JsonReader reader) => reader.GetSingle();
}

/// <summary>JSON numbers as <see cref="double"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DoubleCodec : IJsonCodec<double>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, double value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static double Read(ref JsonReader reader) => reader.GetDouble();
}

/// <summary>JSON numbers as <see cref="decimal"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DecimalCodec : IJsonCodec<decimal>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, decimal value) => writer.WriteNumber(value);

    /// <inheritdoc/>
    public static decimal Read(ref JsonReader reader) => reader.GetDecimal();
}

/// <summary>JSON numbers as <see cref="Half"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HalfCodec : IJsonCodec<Half>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, Half value)
    {
        // The others report an argument; this one has always been an error of the JSON.
        if (!Half.IsFinite(value))
            throw new System.Text.Json.JsonException("NaN and infinities cannot be written as JSON numbers.");
        writer.WriteNumber(value);
    }

    /// <inheritdoc/>
    public static Half Read(ref JsonReader reader) => reader.GetHalf();
}
