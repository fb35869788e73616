using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Settee.Analyzers.Usage;

namespace Settee.Analyzers;

/// <summary>Finds calls that work and are probably not meant like that. What is not certain stays silent: a false alarm is worse than none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. UsageRule.All.Select(static r => r.Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (UsageSymbols.Of(start.Compilation) is not { } symbols)
                return;

            foreach (var rule in UsageRule.All)
                rule.Register(start, symbols);
        });
    }
}
