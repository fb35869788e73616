using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Settee.Analyzers.Usage;

/// <summary>A rule on how the client is called.</summary>
internal abstract class UsageRule
{
    /// <summary>All rules on calls.</summary>
    public static readonly ImmutableArray<UsageRule> All =
    [
        new IgnoredResultRule(),
        new LostUpdateRule(),
        new AwaitInLoopRule(),
        new BlockingRule(),
        new TooManyPathsRule(),
        new UnverifiedTlsRule(),
        new UndisposedClusterRule(),
    ];

    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Says what the rule wants to see.</summary>
    public abstract void Register(CompilationStartAnalysisContext context, UsageSymbols symbols);

    protected void Report(OperationAnalysisContext context, SyntaxNode place, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), arguments));
}
