namespace Settee;

/// <summary>The stored document has another version than the operation demanded: someone else changed it in between.</summary>
public sealed class CasMismatchException : CouchbaseException
{
    internal CasMismatchException(string problem, OperationContext context, object? lastDocument = null)
        : base(problem, context) =>
        LastDocument = lastDocument;

    /// <summary>After <c>UpdateAsync</c> gave up: the document as it was read last; otherwise null.</summary>
    public object? LastDocument { get; }
}
