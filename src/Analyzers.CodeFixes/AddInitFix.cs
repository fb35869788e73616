using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2009, SET2028: lets a member be set while an instance is made, and only then.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInitFix))]
[Shared]
public sealed class AddInitFix() : DocumentFix("SET2009", "SET2028")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Add init";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var getters = diagnostics
            .Select(d => root.FindNode(d.Location.SourceSpan).FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.AccessorList)
            .OfType<AccessorListSyntax>()
            .Distinct();
        return root.ReplaceNodes(getters, static (_, accessors) => AddInit(accessors));
    }

    private static AccessorListSyntax AddInit(AccessorListSyntax accessors)
    {
        var getter = accessors.Accessors[0];
        var init = SyntaxFactory.AccessorDeclaration(SyntaxKind.InitAccessorDeclaration)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithTriviaFrom(getter);
        return accessors.WithAccessors([getter.WithTrailingTrivia(SyntaxFactory.Space), init.WithLeadingTrivia()]);
    }
}
