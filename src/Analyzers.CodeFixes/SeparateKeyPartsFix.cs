using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Settee.CodeFixes;

/// <summary>SET3003: puts a separator between parts of a key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SeparateKeyPartsFix))]
[Shared]
public sealed class SeparateKeyPartsFix() : DocumentFix("SET3003")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Separate the parts of the key with '::'";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var replacements = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var diagnostic in diagnostics)
        {
            if (KeyTemplates.LiteralAt(root, diagnostic) is { } literal)
                replacements[literal] = KeyTemplates.WithText(literal, literal.Token.ValueText.Replace("}{", "}::{"));
        }

        return root.ReplaceNodes(replacements.Keys, (original, _) => replacements[original]);
    }
}
