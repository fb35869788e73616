namespace Settee;

/// <summary>The extended attributes, or their flags, cannot be used together in one request.</summary>
public sealed class XattrInvalidKeyCombinationException : PathException
{
    internal XattrInvalidKeyCombinationException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The server does not know a macro.</summary>
public sealed class XattrUnknownMacroException : PathException
{
    internal XattrUnknownMacroException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>The server does not know a virtual attribute.</summary>
public sealed class XattrUnknownVirtualAttributeException : PathException
{
    internal XattrUnknownVirtualAttributeException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}

/// <summary>A virtual attribute cannot be changed.</summary>
public sealed class XattrCannotModifyVirtualAttributeException : PathException
{
    internal XattrCannotModifyVirtualAttributeException(string problem, OperationContext context, Exception? innerException = null)
        : base(problem, context, innerException)
    {
    }
}
