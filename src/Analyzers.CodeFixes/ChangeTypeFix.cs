using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Settee.CodeFixes;

/// <summary>A fix that gives a member, or a part of its type, another type.</summary>
public abstract class ChangeTypeFix : DocumentFix
{
    private protected ChangeTypeFix(string id)
        : base(id)
    {
    }

    /// <summary>Another type in place of a part of the type of a member; null for parts that stay.</summary>
    private protected abstract TypeSyntax? Replacement(TypeSyntax part, Diagnostic diagnostic);

    private protected sealed override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var replacements = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var diagnostic in diagnostics)
        {
            if (TypeAt(root.FindNode(diagnostic.Location.SourceSpan)) is not { } type)
                continue;

            foreach (var part in type.DescendantNodesAndSelf().OfType<TypeSyntax>())
            {
                if (Replacement(part, diagnostic) is not { } replacement)
                    continue;

                replacements[part] = replacement.WithTriviaFrom(part);
                break;
            }
        }

        return root.ReplaceNodes(replacements.Keys, (original, _) => replacements[original]);
    }

    /// <summary>A type by its qualified name, shortened where the namespace is imported.</summary>
    private protected static TypeSyntax Parse(string type)
    {
        var parsed = SyntaxFactory.ParseTypeName(type);
        return parsed.ReplaceNodes(
            parsed.DescendantNodesAndSelf().OfType<QualifiedNameSyntax>().Where(static n => n.Parent is not QualifiedNameSyntax),
            static (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    private static TypeSyntax? TypeAt(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(static n =>
            n is PropertyDeclarationSyntax or BaseFieldDeclarationSyntax or ParameterSyntax) switch
        {
            PropertyDeclarationSyntax property => property.Type,
            BaseFieldDeclarationSyntax field => field.Declaration.Type,
            ParameterSyntax parameter => parameter.Type,
            _ => null,
        };
}
