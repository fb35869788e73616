namespace Settee;

/// <summary>A patch or lookup failed on one of its paths; nothing of the patch was applied.</summary>
public abstract class PathException : CouchbaseException
{
    private protected PathException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The path does not exist in the document.</summary>
public sealed class PathNotFoundException : PathException
{
    internal PathNotFoundException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>An insert or add-unique found the path or value already there.</summary>
public sealed class PathExistsException : PathException
{
    internal PathExistsException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The path leads through a value of another kind, for example an index into an object.</summary>
public sealed class PathMismatchException : PathException
{
    internal PathMismatchException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The path has no valid syntax.</summary>
public sealed class PathInvalidException : PathException
{
    internal PathInvalidException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The path is longer than 1024 bytes or has more than 31 components.</summary>
public sealed class PathTooBigException : PathException
{
    internal PathTooBigException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The stored document is nested deeper than the 32 levels that the server patches.</summary>
public sealed class PathTooDeepException : PathException
{
    internal PathTooDeepException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The value would make the document too deep.</summary>
public sealed class ValueTooDeepException : PathException
{
    internal ValueTooDeepException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The value cannot stand at that place, or a counter left the range of 64 bits.</summary>
public sealed class ValueInvalidException : PathException
{
    internal ValueInvalidException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The stored number is outside the range of a signed 64-bit integer.</summary>
public sealed class NumberTooBigException : PathException
{
    internal NumberTooBigException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>A counter cannot be changed by that delta, or the stored value is no number.</summary>
public sealed class DeltaInvalidException : PathException
{
    internal DeltaInvalidException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The stored document is no JSON object or array.</summary>
public sealed class DocumentNotJsonException : PathException
{
    internal DocumentNotJsonException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}
