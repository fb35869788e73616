namespace Settee.Documents;

/// <summary>What the server knows of a document beside its content.</summary>
/// <typeparam name="T">The document type.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="Cas">The version; <see cref="Cas.None"/> when unknown.</param>
/// <param name="Expiry">When the document expires; null when it does not or when that was not asked for.</param>
public readonly record struct DocumentMetadata<T>(DocumentKey<T> Key, Cas Cas, DateTimeOffset? Expiry)
    where T : IDocument<T>;
