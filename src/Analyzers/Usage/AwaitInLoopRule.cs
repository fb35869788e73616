using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Settee.Analyzers.Usage;

/// <summary>Loops that wait for one operation after the other, where one call could have them all in flight.</summary>
internal sealed class AwaitInLoopRule : UsageRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.AwaitInLoop;

    public override void Register(CompilationStartAnalysisContext context, UsageSymbols symbols) =>
        context.RegisterOperationAction(operation => Check(operation, symbols), OperationKind.Loop);

    private void Check(OperationAnalysisContext context, UsageSymbols symbols)
    {
        if (context.Operation is not IForEachLoopOperation { IsAsynchronous: false, Body: { } body } loop || loop.Locals is not [var item])
            return;

        // Anything beside the one operation may be why they come one after the other.
        IAwaitOperation? single = null;
        foreach (var operation in body.Descendants())
        {
            if (operation is IBranchOperation or IReturnOperation or IThrowOperation or ITryOperation or ILoopOperation or IUsingOperation
                or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return;
            }

            if (operation is IAwaitOperation && single is not null)
                return;
            single ??= operation as IAwaitOperation;
        }

        if (single is null || !IsUnconditional(single, body) || Operations.CallIn(single.Operation) is not { } call
            || !symbols.IsOperation(call.TargetMethod) || BatchOf(call.TargetMethod.Name) is not { } batch
            || symbols.DocumentOf(Operations.ReceiverTypeOf(call, context.CancellationToken)) is null
            || !AreIndependent(call, item, loop))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name, batch));
    }

    private static string? BatchOf(string name) => name switch
    {
        "GetAsync" or "FindAsync" => "GetManyAsync",
        "UpsertAsync" => "UpsertManyAsync",
        "InsertAsync" => "InsertManyAsync",
        "ReplaceAsync" => "ReplaceManyAsync",
        "RemoveAsync" => "RemoveManyAsync",
        "TouchAsync" => "TouchManyAsync",
        "ExistsAsync" => "ExistsManyAsync",
        _ => null,
    };

    private static bool IsUnconditional(IOperation operation, IOperation body)
    {
        for (var o = operation.Parent; o is not null && o != body; o = o.Parent)
        {
            if (o is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICoalesceOperation or IConditionalAccessOperation
                or ILockOperation or IBinaryOperation or IIsPatternOperation)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether each call depends on the element of its round alone.</summary>
    private static bool AreIndependent(IInvocationOperation call, ILocalSymbol item, IForEachLoopOperation loop)
    {
        if (call.Arguments.Any(static a => a.Parameter?.Name == "options" && !Operations.IsDefault(a)))
            return false;

        var usesItem = false;
        foreach (var reference in call.Descendants().OfType<ILocalReferenceOperation>())
        {
            if (SymbolEqualityComparer.Default.Equals(reference.Local, item))
                usesItem = true;
            else if (IsChangedIn(reference.Local, loop))
                return false;
        }

        // A collection that depends on the element is another one in each round.
        var receiver = Operations.ReceiverOf(call);
        return usesItem && receiver is not null && !receiver.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == item.Name);
    }

    private static bool IsChangedIn(ILocalSymbol local, IForEachLoopOperation loop) =>
        loop.Body.Descendants().Any(o => o switch
        {
            IAssignmentOperation { Target: ILocalReferenceOperation target } => SymbolEqualityComparer.Default.Equals(target.Local, local),
            IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target } => SymbolEqualityComparer.Default.Equals(target.Local, local),
            IVariableDeclaratorOperation declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local),
            _ => false,
        });
}
