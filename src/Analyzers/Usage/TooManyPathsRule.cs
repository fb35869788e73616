using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Settee.Analyzers.Usage;

/// <summary>Requests with more paths than a server takes, where they can be counted.</summary>
internal sealed class TooManyPathsRule : UsageRule
{
    private const int MaxPaths = 16;

    public override DiagnosticDescriptor Descriptor => Descriptors.TooManyPaths;

    public override void Register(CompilationStartAnalysisContext context, UsageSymbols symbols) =>
        context.RegisterOperationAction(operation => Check(operation, symbols), OperationKind.Invocation);

    private void Check(OperationAnalysisContext context, UsageSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!symbols.IsOperation(call.TargetMethod))
            return;

        var count = call.TargetMethod.Name switch
        {
            "PatchAsync" => CountChanges(ArgumentOf(call, "patch"), context),
            "LookupInAsync" or "LookupInAnyReplicaAsync" or "LookupInAllReplicasAsync" or "MutateInAsync" => CountElements(ArgumentOf(call, "specs")),
            _ => 0,
        };
        if (count > MaxPaths)
            Report(context, call.Syntax, call.TargetMethod.Name, count);
    }

    private static IOperation? ArgumentOf(IInvocationOperation call, string parameter) =>
        Operations.Unwrap(call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter)?.Value);

    private static int CountElements(IOperation? specs) => specs switch
    {
        ICollectionExpressionOperation list when list.Elements.All(static e => e is not ISpreadOperation) => list.Elements.Length,
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.Length,
        _ => 0,
    };

    /// <summary>The statements of a patch that change something in any case; each is one path at least.</summary>
    private static int CountChanges(IOperation? patch, OperationAnalysisContext context)
    {
        if (patch is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: [var parameter], Body: { } body } })
            return 0;

        return body.Operations
            .OfType<IExpressionStatementOperation>()
            .Count(s => s.Operation is IInvocationOperation change && RootOf(change.Syntax) is { } root
                && SymbolEqualityComparer.Default.Equals(change.SemanticModel?.GetSymbolInfo(root, context.CancellationToken).Symbol, parameter));
    }

    /// <summary>The leftmost name of a chain of members.</summary>
    private static SyntaxNode? RootOf(SyntaxNode? node)
    {
        while (true)
        {
            switch (node)
            {
                case InvocationExpressionSyntax invocation:
                    node = invocation.Expression;
                    break;
                case MemberAccessExpressionSyntax access:
                    node = access.Expression;
                    break;
                case ElementAccessExpressionSyntax element:
                    node = element.Expression;
                    break;
                default:
                    return node as IdentifierNameSyntax;
            }
        }
    }
}
