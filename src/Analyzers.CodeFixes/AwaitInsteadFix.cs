using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Settee.CodeFixes;

/// <summary>SET6004: awaits instead of blocking, where the code around can await already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitInsteadFix))]
[Shared]
public sealed class AwaitInsteadFix() : DocumentFix("SET6004")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Await the operation";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var calls = new Dictionary<SyntaxNode, ExpressionSyntax>();
        foreach (var diagnostic in diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax blocking && CanAwait(blocking)
                && CallIn(blocking) is { } call)
            {
                calls[blocking] = call;
            }
        }

        // Calls may stand inside each other; the inner ones are replaced first.
        return root.ReplaceNodes(calls.Keys, (original, current) => Await(CallIn((ExpressionSyntax)current) ?? calls[original]).WithTriviaFrom(current));
    }

    private static ExpressionSyntax Await(ExpressionSyntax call) =>
        SyntaxFactory.ParenthesizedExpression(
                SyntaxFactory.AwaitExpression(
                    SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), call.WithoutTrivia()))
            .WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>The operation behind what only waits for it.</summary>
    private static ExpressionSyntax? CallIn(ExpressionSyntax blocking)
    {
        ExpressionSyntax? current = blocking;
        while (true)
        {
            switch (current)
            {
                case InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax
                        {
                            Name.Identifier.ValueText: "Wait" or "GetResult" or "GetAwaiter" or "ConfigureAwait" or "AsTask" or "Preserve",
                        } wrapper,
                    }:
                    current = wrapper.Expression;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result:
                    current = result.Expression;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    current = parenthesized.Expression;
                    break;
                default:
                    return current as InvocationExpressionSyntax;
            }
        }
    }

    private static bool CanAwait(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case LockStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax lambda:
                    return lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
