using System.Collections;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Settee.Documents;

/// <summary>
/// A value whose type is known only at run time. It is read as an element, and written when it is a scalar, JSON, a list of such values
/// or a dictionary of them; other types would need reflection.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectCodec : IJsonCodec<object>
{
    /// <inheritdoc/>
    public static object Read(ref JsonReader reader) => reader.IsNull ? null! : reader.ReadElement();

    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, object value)
    {
        switch (value)
        {
            case null: writer.WriteNull(); break;
            case IUtf8SpanFormattable number when writer.Settings.IsText(value): writer.WriteFormatted(number); break;
            case string text: writer.WriteString(text); break;
            case bool truth: writer.WriteBoolean(truth); break;
            case int number: writer.WriteNumber(number); break;
            case long number: writer.WriteNumber(number); break;
            case double number: writer.WriteNumber(number); break;
            case decimal number: writer.WriteNumber(number); break;
            case float number: writer.WriteNumber(number); break;
            case JsonElement element: writer.WriteElement(element); break;
            case JsonNode node: writer.WriteNode(node); break;
            case Guid id: GuidCodec.Write(ref writer, id); break;
            case DateTime moment: DateTimeCodec.Write(ref writer, moment); break;
            case DateTimeOffset moment: DateTimeOffsetCodec.Write(ref writer, moment); break;
            case DateOnly date: DateOnlyCodec.Write(ref writer, date); break;
            case TimeOnly time: TimeOnlyCodec.Write(ref writer, time); break;
            case TimeSpan span: TimeSpanCodec.Write(ref writer, span); break;
            case byte[] bytes: BytesCodec.Write(ref writer, bytes); break;
            case byte number: writer.WriteNumber(number); break;
            case sbyte number: writer.WriteNumber(number); break;
            case short number: writer.WriteNumber(number); break;
            case ushort number: writer.WriteNumber(number); break;
            case uint number: writer.WriteNumber(number); break;
            case ulong number: writer.WriteNumber(number); break;
            case char unit: CharCodec.Write(ref writer, unit); break;
            case Uri uri: UriCodec.Write(ref writer, uri); break;
            case Version version: VersionCodec.Write(ref writer, version); break;
            case IReadOnlyDictionary<string, object?> entries: WriteEntries(ref writer, entries); break;
            case IEnumerable items and not IDictionary: WriteItems(ref writer, items); break;
            default:
                throw new NotSupportedException(
                    $"A value of the type {value.GetType()} stands in a member of the type object; give the member its type.");
        }
    }

    private static void WriteEntries(ref JsonWriter writer, IReadOnlyDictionary<string, object?> entries)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in entries)
        {
            writer.WriteName(name.AsSpan());
            Write(ref writer, value!);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(ref JsonWriter writer, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            Write(ref writer, item!);
        writer.WriteEndArray();
    }
}

/// <summary>A value whose type is known only at run time, read as a node.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectAsNodeCodec : IJsonCodec<object>
{
    /// <inheritdoc/>
    public static object Read(ref JsonReader reader) => JsonNodeCodec<JsonNode>.Read(ref reader);

    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, object value) => ObjectCodec.Write(ref writer, value);
}
