namespace Settee.Documents;

/// <summary>Writes JSON text into the buffer of a request.</summary>
public ref struct JsonWriter
{
}
