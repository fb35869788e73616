namespace Settee.Documents;

/// <summary>The fixed facts of a document type, as given by its <see cref="DocumentAttribute"/>.</summary>
/// <param name="Keyspace">Where the documents live.</param>
/// <param name="KeyTemplate">The template of the key, as written.</param>
/// <param name="Expiry">Life time of documents that are written without an explicit expiry; null for none.</param>
public sealed record DocumentSchema(Keyspace Keyspace, string KeyTemplate, TimeSpan? Expiry)
{
    /// <summary>The conventions of the document's JSON.</summary>
    public JsonSettings Json { get; init; } = JsonSettings.Default;
}
