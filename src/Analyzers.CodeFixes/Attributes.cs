using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Settee.CodeFixes;

/// <summary>Adds attributes to declarations and takes them away.</summary>
internal static class Attributes
{
    /// <summary>Puts attributes in front of a declaration, each on a line of its own.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="attributes">The attributes with their arguments, with qualified names.</param>
    public static TDeclaration Add<TDeclaration>(TDeclaration declaration, params IReadOnlyList<string> attributes)
        where TDeclaration : MemberDeclarationSyntax
    {
        // Comments stay in front of the attributes.
        var bare = declaration.WithoutLeadingTrivia();
        var lists = attributes.Select((attribute, i) => Parse(attribute)
            .WithLeadingTrivia(i == 0 ? declaration.GetLeadingTrivia() : default)
            .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)
            .WithAdditionalAnnotations(Formatter.Annotation));
        return (TDeclaration)bare
            .WithAttributeLists(bare.AttributeLists.InsertRange(0, lists))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>Takes attributes away, with their lists when nothing else is in them.</summary>
    public static SyntaxNode Remove(SyntaxNode root, IEnumerable<AttributeSyntax> attributes)
    {
        var removed = new HashSet<SyntaxNode>(attributes);
        var lists = removed.Select(static a => a.Parent).OfType<AttributeListSyntax>().Distinct().ToList();
        var whole = lists.Where(l => l.Attributes.All(removed.Contains)).ToList();
        removed.RemoveWhere(a => whole.Contains(a.Parent));

        var tracked = root.TrackNodes(whole.Concat<SyntaxNode>(removed));
        foreach (var list in whole)
            tracked = RemoveList(tracked, tracked.GetCurrentNode(list)!);
        return removed.Count == 0
            ? tracked
            : tracked.RemoveNodes(removed.Select(a => tracked.GetCurrentNode(a)!), SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private static SyntaxNode RemoveList(SyntaxNode root, AttributeListSyntax list)
    {
        // Comments that stand in front of the list go to what follows it.
        var leading = list.GetLeadingTrivia();
        var next = list.GetLastToken().GetNextToken();
        var moved = root.ReplaceToken(next, next.WithLeadingTrivia(leading));
        return moved.RemoveNode(
            moved.FindNode(list.Span, getInnermostNodeForTie: false).FirstAncestorOrSelf<AttributeListSyntax>()!, SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private static AttributeListSyntax Parse(string attribute)
    {
        var list = SyntaxFactory.ParseCompilationUnit($"[{attribute}]class X;").Members[0].AttributeLists[0];
        return list.ReplaceNodes(
            list.DescendantNodes().OfType<NameSyntax>().Where(static n => n.Parent is not NameSyntax),
            static (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation));
    }
}
