using System.ComponentModel;

namespace Settee.Documents;

/// <summary>
/// Writes and reads values of one type as JSON. Implemented by empty structs, so that generic code over a codec is specialised by the
/// JIT: no virtual call, no lookup.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IJsonCodec<T>
{
    /// <summary>Writes one JSON value.</summary>
    /// <param name="writer">Receives the JSON.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(ref JsonWriter writer, T value);

    /// <summary>Reads one JSON value; the reader stands on its first token.</summary>
    /// <param name="reader">Positioned on the first token of the value; afterwards on its last.</param>
    static abstract T Read(ref JsonReader reader);
}
