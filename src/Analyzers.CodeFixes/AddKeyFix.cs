using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Settee.CodeFixes;

/// <summary>SET3001: gives a document without a key template one that is made of its name and its id.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddKeyFix))]
[Shared]
public sealed class AddKeyFix() : DocumentFix("SET3001")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Add a key made of the type's name and its id";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var replacements = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var diagnostic in diagnostics)
        {
            // On an attribute without a key; a key that is there but unusable is for its author to change.
            var reported = root.FindNode(diagnostic.Location.SourceSpan);
            if (reported.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } arguments } attribute
                && arguments.Arguments.All(static a => a.NameEquals?.Name.Identifier.ValueText != "Key")
                && attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
                && model.GetDeclaredSymbol(declaration) is INamedTypeSymbol type
                && IdOf(type) is { } id)
            {
                var key = SyntaxFactory.AttributeArgument(
                    SyntaxFactory.NameEquals("Key"),
                    null,
                    SyntaxFactory.LiteralExpression(
                        SyntaxKind.StringLiteralExpression,
                        SyntaxFactory.Literal($"{Kebab(type.Name)}::{{{id}}}")));
                replacements[attribute] = attribute
                    .WithArgumentList(arguments.AddArguments(key))
                    .WithAdditionalAnnotations(Formatter.Annotation);
            }
        }

        return root.ReplaceNodes(replacements.Keys, (original, _) => replacements[original]);
    }

    private static string? IdOf(INamedTypeSymbol type)
    {
        foreach (var name in new[] { "Id", type.Name + "Id", "Key", "Name" })
        {
            if (type.GetMembers(name).Any(static m => m is IPropertySymbol { IsStatic: false, GetMethod: not null }))
                return name;
        }

        return null;
    }

    private static string Kebab(string name)
    {
        var result = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && result.Length > 0)
                result.Append('-');
            result.Append(char.ToLowerInvariant(c));
        }

        return result.ToString();
    }
}
