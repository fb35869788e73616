namespace Settee.Documents;

/// <summary>Reads JSON text out of a receive buffer.</summary>
public ref struct JsonReader
{
}
