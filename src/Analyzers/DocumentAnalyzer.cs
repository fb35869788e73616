using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Settee.Analyzers.Rules;
using Settee.Generators.Model;
using Settee.Generators.Parsing;

namespace Settee.Analyzers;

/// <summary>
/// Runs the generator's own parser over each document and reports what it finds, with real locations, so that every diagnostic can be
/// suppressed where it stands. Generator and analyzer cannot disagree: they are the same code.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DocumentAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableDictionary<Problem, Rule> RuleOf =
        Rule.All
            .SelectMany(static r => r.Problems.Select(p => (Problem: p, Rule: r)))
            .ToImmutableDictionary(static x => x.Problem, static x => x.Rule);

    // LanguageVersion.CSharp14, which the referenced compiler does not know yet.
    private const LanguageVersion CSharp14 = (LanguageVersion)1400;

    private readonly Parser _parse;

    /// <summary>Made by the compiler.</summary>
    public DocumentAnalyzer()
        : this(DocumentParser.Parse)
    {
    }

    internal DocumentAnalyzer(Parser parse) => _parse = parse;

    /// <summary>The generator's parser, or one that fails in a test.</summary>
    internal delegate DocumentModel? Parser(
        INamedTypeSymbol type, AttributeData attribute, Compilation compilation, IProblemSink? sink, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. Rule.All.Select(static r => r.Descriptor), Descriptors.UnmarkedDerivedDocument, Descriptors.InternalError, Descriptors.OldLanguage];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.Of(start.Compilation).DocumentAttribute is not { } attribute)
                return;

            // A plain type with a problem may be reached from many documents.
            var reported = new ConcurrentDictionary<(string Id, Location Location, string Message), bool>();
            start.RegisterSymbolAction(symbol => Analyze(symbol, attribute, reported), SymbolKind.NamedType);
        });
    }

    private void Analyze(
        SymbolAnalysisContext context,
        INamedTypeSymbol documentAttribute,
        ConcurrentDictionary<(string Id, Location Location, string Message), bool> reported)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var attribute in type.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, documentAttribute))
                continue;

            if (((CSharpCompilation)context.Compilation).LanguageVersion < CSharp14)
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.OldLanguage, type.Locations[0], type.Name));

            try
            {
                _parse(type, attribute, context.Compilation, new Sink(context, reported), context.CancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.InternalError, type.Locations[0], type.Name, $"{exception.GetType().Name}: {exception.Message}"));
            }

            return;
        }

        UnmarkedDerivedDocumentRule.Check(context, type, documentAttribute);
    }

    private sealed class Sink(
        SymbolAnalysisContext context, ConcurrentDictionary<(string Id, Location Location, string Message), bool> reported) : IProblemSink
    {
        public void Report(Problem problem, Location? location, params string[] arguments)
        {
            // What is wrong in another assembly shows at the document that depends on it.
            var place = location is { IsInSource: true } ? location : context.Symbol.Locations[0];
            var diagnostic = RuleOf[problem].Report(problem, place, arguments);
            if (reported.TryAdd((diagnostic.Id, place, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)), true))
                context.ReportDiagnostic(diagnostic);
        }
    }
}
