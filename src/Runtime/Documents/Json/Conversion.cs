using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Settee.Documents;

/// <summary>The way into and out of System.Text.Json, for converters and for values without a type.</summary>
internal static class Conversion
{
    /// <summary>What converters are given: the conventions of documents, and no resolver, as nothing is found by reflection.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    /// <summary>A writer into a buffer; give it back with <see cref="Return"/>.</summary>
    public static Utf8JsonWriter Rent(IBufferWriter<byte> output)
    {
        if (t_writer is not { } writer)
            return new Utf8JsonWriter(output, WriterOptions);

        t_writer = null;
        writer.Reset(output);
        return writer;
    }

    public static void Return(Utf8JsonWriter writer)
    {
        writer.Reset(Stream.Null);
        t_writer = writer;
    }
}

public ref partial struct JsonWriter
{
    /// <summary>Writes a value through a converter.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="converter">The converter.</param>
    /// <param name="value">The value.</param>
    internal void WriteConverted<T>(JsonConverter<T> converter, T value)
    {
        BeginValue(0);
        Flush();
        var inner = Conversion.Rent(_output);
        converter.Write(inner, value, Conversion.Options);
        inner.Flush();
        Conversion.Return(inner);
    }

    /// <summary>Writes JSON that exists as an element.</summary>
    internal void WriteElement(JsonElement value)
    {
        BeginValue(0);
        Flush();
        var inner = Conversion.Rent(_output);
        value.WriteTo(inner);
        inner.Flush();
        Conversion.Return(inner);
    }

    /// <summary>Writes JSON that exists as a node.</summary>
    internal void WriteNode(System.Text.Json.Nodes.JsonNode value)
    {
        BeginValue(0);
        Flush();
        var inner = Conversion.Rent(_output);
        value.WriteTo(inner);
        inner.Flush();
        Conversion.Return(inner);
    }
}

public ref partial struct JsonReader
{
    /// <summary>Reads a value through a converter, and checks that it read the value, the whole value and nothing but the value.</summary>
    internal T ReadConverted<T>(JsonConverter<T> converter)
    {
        var inner = _reader.ToReader();
        var start = _reader.TokenStartIndex;
        T value;
        try
        {
            value = converter.Read(ref inner, typeof(T), Conversion.Options)!;
        }
        catch (JsonException exception) when (exception.Path is null)
        {
            throw Converted(exception, exception.Message, start, inner.BytesConsumed);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException && IsFromReader(exception))
        {
            throw Converted(exception, $"The JSON value could not be converted to {typeof(T)}.", start, inner.BytesConsumed);
        }

        if (!_reader.Skip())
            throw NoToken(start);
        if (start + inner.BytesConsumed != _reader.BytesConsumed)
            throw Failure($"The converter '{converter.GetType()}' read too much or not enough.");
        return value;
    }

    /// <summary>Reads any value as an element.</summary>
    internal JsonElement ReadElement()
    {
        var inner = _reader.ToReader();
        try
        {
            var element = JsonElement.ParseValue(ref inner);
            _reader.Pass(inner);
            return element;
        }
        catch (JsonException)
        {
            throw NoToken();
        }
    }

    // The reader marks the errors of its getters; what the converter throws itself is not touched.
    private static bool IsFromReader(Exception exception) => exception.Source == "System.Text.Json.Rethrowable";

    // The path is that of the value: what is inside of it only the converter knows.
    private readonly JsonException Converted(Exception cause, string message, long valueStart, long consumed)
    {
        var (line, position) = JsonPath.PositionOf(_json, valueStart + consumed);
        return Located(message, JsonPath.At(_json, valueStart), line, position, cause);
    }
}
