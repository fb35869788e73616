namespace Settee;

/// <summary>One copy of a document. That of a replica may be older than the active one.</summary>
/// <typeparam name="TDocument">What was read.</typeparam>
/// <param name="Document">The document.</param>
/// <param name="IsReplica">Whether it comes from a replica.</param>
public readonly record struct DocumentCopy<TDocument>(TDocument Document, bool IsReplica);
