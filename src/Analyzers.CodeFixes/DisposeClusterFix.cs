using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET6007: disposes of a cluster at the end of the block that connects it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeClusterFix))]
[Shared]
public sealed class DisposeClusterFix() : DocumentFix("SET6007")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Declare with await using";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        // Only where the variable is the cluster itself, and not something that was got from it.
        var declarations = diagnostics
            .Select(d => root.FindNode(d.Location.SourceSpan, getInnermostNodeForTie: true).Parent is AwaitExpressionSyntax
                {
                    Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax declaration } },
                }
                ? declaration
                : null)
            .OfType<LocalDeclarationStatementSyntax>()
            .Distinct();
        return root.ReplaceNodes(declarations, static (_, declaration) => declaration
            .WithoutLeadingTrivia()
            .WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithLeadingTrivia(declaration.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space)));
    }
}
