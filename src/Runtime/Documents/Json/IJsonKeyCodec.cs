using System.ComponentModel;

namespace Settee.Documents;

/// <summary>Writes and reads the keys of a dictionary as member names of a JSON object.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IJsonKeyCodec<TKey>
{
    /// <summary>Writes one member name.</summary>
    /// <param name="writer">Receives the name.</param>
    /// <param name="key">The key.</param>
    static abstract void Write(ref JsonWriter writer, TKey key);

    /// <summary>Reads the member name on which the reader stands.</summary>
    /// <param name="reader">Positioned on a name.</param>
    static abstract TKey Read(ref JsonReader reader);
}
