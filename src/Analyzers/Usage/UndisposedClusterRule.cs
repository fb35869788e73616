using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Settee.Analyzers.Usage;

/// <summary>Clusters that are connected, used and left, so that their connections stay open until the process ends.</summary>
internal sealed class UndisposedClusterRule : UsageRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UndisposedCluster;

    public override void Register(CompilationStartAnalysisContext context, UsageSymbols symbols) =>
        context.RegisterOperationAction(operation => Check(operation, symbols), OperationKind.Await);

    private void Check(OperationAnalysisContext context, UsageSymbols symbols)
    {
        var connected = (IAwaitOperation)context.Operation;
        if (Operations.CallIn(connected.Operation) is { TargetMethod.Name: "ConnectAsync" } call
            && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, symbols.Cluster)
            && !Escapes(connected, [], Operations.RootOf(connected), symbols))
        {
            Report(context, call.Syntax);
        }
    }

    /// <summary>Whether a value, or what it leads to, goes where it cannot be followed, is disposed of, or is declared with using.</summary>
    private static bool Escapes(IOperation value, HashSet<ILocalSymbol> seen, IOperation root, UsageSymbols symbols)
    {
        // What it is called does not change where it goes.
        if (value.Parent is IConversionOperation or IParenthesizedOperation)
            return Escapes(value.Parent, seen, root, symbols);

        // What is no longer the cluster or a way to its documents needs no disposal.
        if (!symbols.LeadsToDocuments(Operations.Unwrap(value)?.Type))
            return false;

        switch (value.Parent)
        {
            case IExpressionStatementOperation:
                return false;
            case IInvocationOperation call when call.Instance == value:
                return call.TargetMethod.Name is "DisposeAsync" or "Dispose" || EscapesAwaited(call, seen, root, symbols);
            case IPropertyReferenceOperation property when property.Instance == value:
                return Escapes(property, seen, root, symbols);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator }:
                return IsUsing(declarator) || !seen.Add(local) || root.Descendants()
                    .OfType<ILocalReferenceOperation>()
                    .Any(r => SymbolEqualityComparer.Default.Equals(r.Local, local) && Escapes(r, seen, root, symbols));
            default:
                return true;
        }
    }

    private static bool EscapesAwaited(IOperation call, HashSet<ILocalSymbol> seen, IOperation root, UsageSymbols symbols) =>
        call.Parent is IAwaitOperation awaited ? Escapes(awaited, seen, root, symbols) : Escapes(call, seen, root, symbols);

    private static bool IsUsing(IOperation declarator)
    {
        for (var o = declarator.Parent; o is not null and not IBlockOperation; o = o.Parent)
        {
            if (o is IUsingDeclarationOperation or IUsingOperation)
                return true;
        }

        return false;
    }
}
