namespace Settee;

/// <summary>A stored document: its content and what the server knows of it.</summary>
/// <typeparam name="T">The document type.</typeparam>
/// <param name="Value">The content.</param>
/// <param name="Key">The key under which it is stored.</param>
/// <param name="Cas">The version that was read.</param>
/// <param name="Expiry">When it expires; null when it does not or when that was not asked for.</param>
public readonly record struct Document<T>(T Value, DocumentKey<T> Key, Cas Cas, DateTimeOffset? Expiry = null)
    where T : IDocument<T>;
