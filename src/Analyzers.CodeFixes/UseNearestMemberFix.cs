using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Settee.Generators.Parsing;

namespace Settee.CodeFixes;

/// <summary>SET3002: names the member that was probably meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseNearestMemberFix))]
[Shared]
public sealed class UseNearestMemberFix() : DocumentFix("SET3002")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Use the member with the most similar name";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var replacements = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var diagnostic in diagnostics)
        {
            if (KeyTemplates.LiteralAt(root, diagnostic) is not { } literal
                || !diagnostic.Properties.TryGetValue("1", out var wrong) || wrong is null
                || literal.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
                || model.GetDeclaredSymbol(declaration) is not INamedTypeSymbol type
                || NearestTo(wrong, type) is not { } nearest)
            {
                continue;
            }

            var template = literal.Token.ValueText.Replace("{" + wrong, "{" + nearest);
            replacements[literal] = KeyTemplates.WithText(literal, template);
        }

        return root.ReplaceNodes(replacements.Keys, (original, _) => replacements[original]);
    }

    private static string? NearestTo(string name, INamedTypeSymbol type)
    {
        var candidates = new List<string>();
        for (var t = type; t is not null && t.SpecialType == SpecialType.None; t = t.BaseType)
        {
            candidates.AddRange(t.GetMembers()
                .Where(static m => m is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null }
                    or IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false })
                .Select(static m => m.Name));
        }

        return SimilarNames.Nearest(name, candidates);
    }
}
