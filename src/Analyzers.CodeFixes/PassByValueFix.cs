using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2014: passes a parameter by value that is only read. Parameters with ref and out give something back, and are left.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassByValueFix))]
[Shared]
public sealed class PassByValueFix() : DocumentFix("SET2014")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Pass the parameter by value";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var parameters = diagnostics
            .Select(d => root.FindNode(d.Location.SourceSpan).FirstAncestorOrSelf<ParameterSyntax>())
            .OfType<ParameterSyntax>()
            .Where(static p => p.Modifiers.Any(SyntaxKind.InKeyword) || p.Modifiers.Any(SyntaxKind.ReadOnlyKeyword))
            .Distinct();
        return root.ReplaceNodes(parameters, static (_, parameter) => parameter.WithModifiers([]).WithTriviaFrom(parameter));
    }
}
