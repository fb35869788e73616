using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>Key templates as they stand in source.</summary>
internal static class KeyTemplates
{
    /// <summary>The string literal at a diagnostic; null when the template is written in another way, as through a constant.</summary>
    public static LiteralExpressionSyntax? LiteralAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal
            && literal.IsKind(SyntaxKind.StringLiteralExpression)
                ? literal
                : null;

    public static LiteralExpressionSyntax WithText(LiteralExpressionSyntax literal, string text) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text)).WithTriviaFrom(literal);
}
