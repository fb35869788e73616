using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Settee.Analyzers.Usage;

/// <summary>What the rules on calls ask of operations.</summary>
internal static class Operations
{
    /// <summary>The value behind conversions and parentheses.</summary>
    public static IOperation? Unwrap(IOperation? operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        return operation;
    }

    /// <summary>The call behind what only changes how it is waited for, as in <c>GetAsync(1).AsTask().ConfigureAwait(false)</c>.</summary>
    public static IInvocationOperation? CallIn(IOperation? operation)
    {
        operation = Unwrap(operation);
        while (operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "GetAwaiter" or "Preserve" } wrapper)
            operation = Unwrap(wrapper.Instance ?? wrapper.Arguments.FirstOrDefault()?.Value);
        return operation as IInvocationOperation;
    }

    /// <summary>
    /// The syntax of what a method is called on. Taken from the syntax because the compilers that run this differ in what they make of
    /// extension members.
    /// </summary>
    public static ExpressionSyntax? ReceiverOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Expression : null;

    /// <summary>The type of what a method is called on.</summary>
    public static ITypeSymbol? ReceiverTypeOf(IInvocationOperation call, CancellationToken cancellationToken) =>
        ReceiverOf(call) is { } receiver ? call.SemanticModel?.GetTypeInfo(receiver, cancellationToken).Type : null;

    /// <summary>Whether the code around an operation can await; false at the places where nothing is known.</summary>
    public static bool IsInAsyncFunction(IOperation operation, ISymbol containing)
    {
        for (var o = operation.Parent; o is not null; o = o.Parent)
        {
            if (o is IAnonymousFunctionOperation lambda)
                return lambda.Symbol.IsAsync;
            if (o is ILocalFunctionOperation local)
                return local.Symbol.IsAsync;
        }

        return containing is IMethodSymbol { IsAsync: true };
    }

    /// <summary>The operation that all others of a method or lambda belong to.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
            root = parent;
        return root;
    }

    /// <summary>All values that a local variable is given; null when it is changed in a way that cannot be followed.</summary>
    public static List<IOperation>? ValuesOf(ILocalSymbol local, IOperation root)
    {
        var values = new List<IOperation>();
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Is(declarator.Symbol, local):
                    if (declarator.GetVariableInitializer()?.Value is { } initial)
                        values.Add(initial);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Is(target.Local, local):
                    values.Add(assignment.Value);
                    break;
                case ILocalReferenceOperation { Parent: IArgumentOperation { Parameter.RefKind: not RefKind.None } } passed when Is(passed.Local, local):
                case ILocalReferenceOperation { Parent: ICompoundAssignmentOperation or ITupleOperation or ICoalesceAssignmentOperation } changed
                    when Is(changed.Local, local):
                    return null;
            }
        }

        return values;
    }

    /// <summary>Whether an argument was left to its default.</summary>
    public static bool IsDefault(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.DefaultValue || Unwrap(argument.Value) is IDefaultValueOperation;

    private static bool Is(ILocalSymbol a, ILocalSymbol b) => SymbolEqualityComparer.Default.Equals(a, b);
}
