using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2008: has a member read in spite of its private setter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddJsonIncludeFix))]
[Shared]
public sealed class AddJsonIncludeFix() : DocumentFix("SET2008")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Add [JsonInclude]";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var properties = diagnostics
            .Select(d => root.FindNode(d.Location.SourceSpan).FirstAncestorOrSelf<PropertyDeclarationSyntax>())
            .OfType<PropertyDeclarationSyntax>()
            .Distinct();
        return root.ReplaceNodes(properties, static (_, property) => Attributes.Add(property, "System.Text.Json.Serialization.JsonInclude"));
    }
}
