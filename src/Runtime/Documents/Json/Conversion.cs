using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Settee.Documents;

/// <summary>The way into and out of System.Text.Json, for converters and for values without a type.</summary>
internal static class Conversion
{
    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    /// <summary>A writer into a buffer; give it back with <see cref="Return"/>.</summary>
    public static Utf8JsonWriter Rent(IBufferWriter<byte> output, JsonSettings settings)
    {
        if (t_writer is not { } writer || writer.Options.Encoder != settings.Encoder)
            return new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = settings.Encoder });

        t_writer = null;
        writer.Reset(output);
        return writer;
    }

    /// <summary>Ends what was written, and takes the writer back.</summary>
    public static void Return(Utf8JsonWriter writer)
    {
        writer.Flush();
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
        var inner = BeginConversion();
        converter.Write(inner, value, _settings.Options);
        Conversion.Return(inner);
    }

    /// <summary>Writes a member name through a converter, which writes names only in objects.</summary>
    internal void WriteConvertedName<T>(JsonConverter<T> converter, T name)
        where T : notnull
    {
        var buffer = new ArrayBufferWriter<byte>();
        var inner = Conversion.Rent(buffer, _settings);
        inner.WriteStartObject();
        converter.WriteAsPropertyName(inner, name, _settings.Options);
        inner.WriteNullValue();
        Conversion.Return(inner);

        // Between the brace and the null: the name with its quotes and its colon.
        WriteName(buffer.WrittenSpan[1..^4]);
    }

    /// <summary>Writes a value through the metadata of a context.</summary>
    internal void WriteThrough<T>(JsonTypeInfo<T> info, T value)
    {
        var inner = BeginConversion();
        JsonSerializer.Serialize(inner, value, info);
        Conversion.Return(inner);
    }

    /// <summary>Writes JSON that exists as an element.</summary>
    internal void WriteElement(JsonElement value)
    {
        var inner = BeginConversion();
        value.WriteTo(inner);
        Conversion.Return(inner);
    }

    /// <summary>Writes JSON that exists as a node.</summary>
    internal void WriteNode(System.Text.Json.Nodes.JsonNode value)
    {
        var inner = BeginConversion();
        value.WriteTo(inner);
        Conversion.Return(inner);
    }

    /// <summary>A writer of System.Text.Json in the place of the next value.</summary>
    private Utf8JsonWriter BeginConversion()
    {
        BeginValue(0);
        Flush();
        return Conversion.Rent(_output, _settings);
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
            value = converter.Read(ref inner, typeof(T), _settings.Options)!;
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
            throw Converted(null, $"The converter '{converter.GetType()}' read too much or not enough.", start, inner.BytesConsumed);
        return value;
    }

    /// <summary>Reads a member name through a converter.</summary>
    internal T ReadConvertedName<T>(JsonConverter<T> converter)
        where T : notnull
    {
        // Converters expect a name, and names stand in objects.
        var inner = new Utf8JsonReader([.. "{\""u8, .. _reader.ValueSpan, .. "\":0}"u8]);
        inner.Read();
        inner.Read();
        try
        {
            return converter.ReadAsPropertyName(ref inner, typeof(T), _settings.Options);
        }
        catch (JsonException exception) when (exception.Path is null)
        {
            throw Failure(exception.Message, exception);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException && IsFromReader(exception))
        {
            throw Failure($"The JSON value could not be converted to {typeof(T)}.", exception);
        }
    }

    /// <summary>Reads a value through the metadata of a context.</summary>
    internal T ReadThrough<T>(JsonTypeInfo<T> info)
    {
        var start = _reader.TokenStartIndex;
        var inner = _reader.ToReader();
        try
        {
            var value = JsonSerializer.Deserialize(ref inner, info)!;
            _reader.Pass(inner);
            return value;
        }
        catch (JsonException exception)
        {
            // The path that it has begins at the value.
            var (line, position) = JsonPath.PositionOf(_json, start + inner.BytesConsumed);
            var path = exception.Path is ['$', .. var inside] ? PathAt(start) + inside : PathAt(start);
            throw Located($"The JSON value could not be converted to {typeof(T)}.", path, line, position, exception);
        }
    }

    /// <summary>Reads any value as an element.</summary>
    internal JsonElement ReadElement()
    {
        if (RefusesDuplicates)
        {
            using var document = ReadDocument();
            return document.RootElement.Clone();
        }

        var start = _reader.TokenStartIndex;
        var inner = _reader.ToReader();
        try
        {
            var element = JsonElement.ParseValue(ref inner);
            _reader.Pass(inner);
            return element;
        }
        catch (JsonException)
        {
            throw NoToken(start);
        }
    }

    /// <summary>Reads any value as a document.</summary>
    internal JsonDocument ReadDocument()
    {
        var start = _reader.TokenStartIndex;
        if (!_reader.Skip())
            throw NoToken(start);

        // A document keeps its text; and what looks for names that come twice takes whole texts only.
        try
        {
            return JsonDocument.Parse(_json[start.._reader.BytesConsumed].ToArray(), _settings.DocumentOptions);
        }
        catch (JsonException exception)
        {
            throw Converted(exception, exception.Message, start, _reader.BytesConsumed - start);
        }
    }

    // The reader marks the errors of its getters; what the converter throws itself is not touched.
    private static bool IsFromReader(Exception exception) => exception.Source == "System.Text.Json.Rethrowable";

    // The path is that of the value: what is inside of it only the converter knows.
    private readonly JsonException Converted(Exception? cause, string message, long valueStart, long consumed)
    {
        var (line, position) = JsonPath.PositionOf(_json, valueStart + consumed);
        return Located(message, PathAt(valueStart), line, position, cause);
    }
}
