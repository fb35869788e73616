using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2010, SET2031: takes an attribute away that is one too many.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeFix))]
[Shared]
public sealed class RemoveAttributeFix() : DocumentFix("SET2010", "SET2031")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Remove the attribute";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var attributes = diagnostics.Select(d => AttributeAt(root.FindNode(d.Location.SourceSpan), d.Id)).OfType<AttributeSyntax>().ToList();
        return attributes.Count == 0 ? root : Attributes.Remove(root, attributes);
    }

    /// <summary>The attribute that is reported, or the one of the reported member that the rule is about.</summary>
    private static AttributeSyntax? AttributeAt(SyntaxNode reported, string id)
    {
        if (reported.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
            return attribute;

        var name = id switch
        {
            "SET2010" => "JsonConstructor",
            _ => null,
        };
        return reported.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.AttributeLists
            .SelectMany(static l => l.Attributes)
            .FirstOrDefault(a => name is not null && NameOf(a) == name);
    }

    private static string NameOf(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : attribute.Name.ToString();
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }
}
