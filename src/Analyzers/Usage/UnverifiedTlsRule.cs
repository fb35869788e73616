using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Settee.Analyzers.Usage;

/// <summary>Connections that trust whoever answers.</summary>
internal sealed class UnverifiedTlsRule : UsageRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnverifiedTls;

    public override void Register(CompilationStartAnalysisContext context, UsageSymbols symbols)
    {
        context.RegisterOperationAction(operation => CheckValue(operation, symbols), OperationKind.FieldReference);
        context.RegisterOperationAction(operation => CheckConnectionString(operation, symbols), OperationKind.Invocation);
    }

    private void CheckValue(OperationAnalysisContext context, UsageSymbols symbols)
    {
        var reference = (IFieldReferenceOperation)context.Operation;
        if (reference.Field.Name != "None" || !SymbolEqualityComparer.Default.Equals(reference.Field.ContainingType, symbols.TlsVerify))
            return;

        // Who compares with it does not use it.
        var user = reference.Parent;
        while (user is IConversionOperation)
            user = user.Parent;
        if (user is not (IBinaryOperation or IConstantPatternOperation or ICaseClauseOperation))
            Report(context, reference.Syntax);
    }

    private void CheckConnectionString(OperationAnalysisContext context, UsageSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name != "ConnectAsync" || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, symbols.Cluster))
            return;

        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter.Name: "connectionString", Value.ConstantValue: { HasValue: true, Value: string text } }
                && text.IndexOf("tls_verify=none", StringComparison.OrdinalIgnoreCase) >= 0)
            {
                Report(context, argument.Value.Syntax);
            }
        }
    }
}
