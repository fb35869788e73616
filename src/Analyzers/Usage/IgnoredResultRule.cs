using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Settee.Analyzers.Usage;

/// <summary>Operations whose outcome nobody sees. Where the compiler warns itself (CS4014, in async methods) nothing is added.</summary>
internal sealed class IgnoredResultRule : UsageRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.IgnoredResult;

    public override void Register(CompilationStartAnalysisContext context, UsageSymbols symbols) =>
        context.RegisterOperationAction(operation => Check(operation, symbols), OperationKind.ExpressionStatement);

    private void Check(OperationAnalysisContext context, UsageSymbols symbols)
    {
        var statement = (IExpressionStatementOperation)context.Operation;
        if (Operations.CallIn(statement.Operation) is not { } call || !symbols.IsOperation(call.TargetMethod))
            return;

        if (symbols.IsSequence(call.Type))
            Report(context, call.Syntax, $"'{call.TargetMethod.Name}' does nothing until its result is enumerated; use await foreach");
        else if (!Operations.IsInAsyncFunction(statement, context.ContainingSymbol))
            Report(context, call.Syntax, $"The result of '{call.TargetMethod.Name}' is neither awaited nor kept, so that its failure goes unnoticed; await it");
    }
}
