using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2005: leaves a value type out when it has its default value, as it is never null.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseDefaultConditionFix))]
[Shared]
public sealed class UseDefaultConditionFix() : DocumentFix("SET2005")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Use JsonIgnoreCondition.WhenWritingDefault";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var names = new HashSet<SyntaxNode>();
        foreach (var diagnostic in diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
                continue;

            foreach (var name in member.AttributeLists.SelectMany(static l => l.DescendantNodes()).OfType<IdentifierNameSyntax>())
            {
                if (name.Identifier.ValueText == "WhenWritingNull")
                    names.Add(name);
            }
        }

        return root.ReplaceNodes(names, static (_, name) => SyntaxFactory.IdentifierName("WhenWritingDefault").WithTriviaFrom(name));
    }
}
