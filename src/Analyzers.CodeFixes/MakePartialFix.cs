using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET1001: makes a type and all its containers partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix() : DocumentFix("SET1001")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Make partial";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var declarations = diagnostics
            .SelectMany(d => ChainOf(root.FindNode(d.Location.SourceSpan), d))
            .Where(static t => !t.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Distinct();
        return root.ReplaceNodes(declarations, static (_, declaration) => MakePartial(declaration));
    }

    /// <summary>The reported type and its containers; for a container, also what lies between it and the document.</summary>
    private static IEnumerable<TypeDeclarationSyntax> ChainOf(SyntaxNode reported, Diagnostic diagnostic)
    {
        diagnostic.Properties.TryGetValue("1", out var document);
        return reported
            .DescendantNodesAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(t => t == reported || t.Identifier.ValueText == document)
            .SelectMany(static t => t.AncestorsAndSelf().OfType<TypeDeclarationSyntax>());
    }

    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax declaration)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (declaration.Modifiers.Count > 0)
            return declaration.AddModifiers(partial);

        // Without other modifiers the comments and the indentation stand in front of the keyword.
        var keyword = declaration.Keyword;
        return declaration
            .WithKeyword(keyword.WithLeadingTrivia())
            .WithModifiers([partial.WithLeadingTrivia(keyword.LeadingTrivia)]);
    }
}
