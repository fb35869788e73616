using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Settee.Documents;

/// <summary>Members of a JSON object that the type has no member for, kept in a dictionary and written again. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExtensionData
{
    /// <summary>Writes the entries behind the members of their object.</summary>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <typeparam name="TCodec">Their codec.</typeparam>
    /// <param name="writer">Receives the JSON.</param>
    /// <param name="entries">The entries; null for none.</param>
    public static void Write<TValue, TCodec>(ref JsonWriter writer, IEnumerable<KeyValuePair<string, TValue>>? entries)
        where TCodec : struct, IJsonCodec<TValue>
    {
        if (entries is null)
            return;

        foreach (var (name, value) in entries)
        {
            writer.WriteName(name.AsSpan());
            TCodec.Write(ref writer, value);
        }
    }

    /// <summary>Keeps the member on whose name the reader stands.</summary>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <typeparam name="TCodec">Their codec.</typeparam>
    /// <param name="reader">Stands on a name.</param>
    /// <param name="entries">What was kept so far; made when it is needed.</param>
    public static void Read<TValue, TCodec>(ref JsonReader reader, ref Dictionary<string, TValue>? entries)
        where TCodec : struct, IJsonCodec<TValue>
    {
        var name = reader.GetString()!;
        if (reader.RefusesDuplicates && entries?.ContainsKey(name) == true)
            throw reader.Duplicate<TValue>();
        reader.Read();
        (entries ??= [])[name] = TCodec.Read(ref reader);
    }

    /// <summary>Puts what was read into the dictionary that an instance has, or makes it that dictionary.</summary>
    /// <typeparam name="TDictionary">The type of the member.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="existing">The dictionary of the instance.</param>
    /// <param name="read">What was read.</param>
    public static TDictionary Merge<TDictionary, TValue>(TDictionary? existing, Dictionary<string, TValue> read)
        where TDictionary : class, IDictionary<string, TValue>
    {
        ArgumentNullException.ThrowIfNull(read);
        if (existing is null)
            return (TDictionary)(object)read;

        foreach (var (name, value) in read)
            existing[name] = value;
        return existing;
    }

    /// <summary>Puts what was read into the object that an instance has, or into a new one.</summary>
    /// <param name="existing">The object of the instance.</param>
    /// <param name="read">What was read.</param>
    public static JsonObject Merge(JsonObject? existing, Dictionary<string, JsonNode?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        existing ??= [];
        foreach (var (name, value) in read)
            existing[name] = value;
        return existing;
    }
}
