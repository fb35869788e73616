using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2026: gives an override the JSON name of what it overrides.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseOneNameFix))]
[Shared]
public sealed class UseOneNameFix() : DocumentFix("SET2026")
{
    private const string Attribute = "System.Text.Json.Serialization.JsonPropertyName";

    private protected override string TitleOf(Diagnostic diagnostic) => $"Use the JSON name '{diagnostic.Properties["3"]}'";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var replacements = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var diagnostic in diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { } property)
                continue;

            var name = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(diagnostic.Properties["3"]!));
            var named = property.AttributeLists
                .SelectMany(static l => l.Attributes)
                .FirstOrDefault(a => model.GetTypeInfo(a).Type?.Name == "JsonPropertyNameAttribute");
            if (named?.ArgumentList?.Arguments.FirstOrDefault() is { Expression: var expression })
                replacements[expression] = name.WithTriviaFrom(expression);
            else if (named is null)
                replacements[property] = Attributes.Add(property, $"{Attribute}({name})");
        }

        return root.ReplaceNodes(replacements.Keys, (original, _) => replacements[original]);
    }
}
