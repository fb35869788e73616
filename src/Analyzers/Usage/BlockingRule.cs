using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Settee.Analyzers.Usage;

/// <summary>Threads that are blocked until the server has answered.</summary>
internal sealed class BlockingRule : UsageRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.Blocking;

    public override void Register(CompilationStartAnalysisContext context, UsageSymbols symbols)
    {
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (call.TargetMethod.Name is "Wait" or "GetResult")
                    Check(operation, call.Instance, call.TargetMethod.Name, symbols);
            },
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation =>
            {
                var property = (IPropertyReferenceOperation)operation.Operation;
                if (property.Property.Name == "Result")
                    Check(operation, property.Instance, property.Property.Name, symbols);
            },
            OperationKind.PropertyReference);
    }

    private void Check(OperationAnalysisContext context, IOperation? waitedFor, string member, UsageSymbols symbols)
    {
        // Only what is called right there; a task that is kept may have ended long before.
        if (Operations.CallIn(waitedFor) is { } call && symbols.IsOperation(call.TargetMethod))
            Report(context, context.Operation.Syntax, member, call.TargetMethod.Name);
    }
}
