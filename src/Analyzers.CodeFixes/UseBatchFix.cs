using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET6003: writes all documents of a loop in one call, where the loop does nothing else.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseBatchFix))]
[Shared]
public sealed class UseBatchFix() : DocumentFix("SET6003")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Send all in one call";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var replacements = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var diagnostic in diagnostics)
        {
            var loop = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ForEachStatementSyntax>();
            if (loop is not null && OnlyCallIn(loop) is { } call && BatchOf(call, loop, model) is { } batch)
            {
                replacements[loop] = SyntaxFactory
                    .ParseStatement($"(await {batch}).ThrowIfAnyFailed();")
                    .WithTriviaFrom(loop);
            }
        }

        return root.ReplaceNodes(replacements.Keys, (original, _) => replacements[original]);
    }

    private static InvocationExpressionSyntax? OnlyCallIn(ForEachStatementSyntax loop)
    {
        var body = loop.Statement is BlockSyntax { Statements: { Count: 1 } statements } ? statements[0] : loop.Statement;
        return body is ExpressionStatementSyntax { Expression: AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } } ? call : null;
    }

    private static string? BatchOf(InvocationExpressionSyntax call, ForEachStatementSyntax loop, SemanticModel model)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access
            || access.Name.Identifier.ValueText is not ("UpsertAsync" or "InsertAsync" or "ReplaceAsync" or "RemoveAsync")
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ContainingType: { Name: "Collection", Arity: 1 } } method
            || method.Parameters.FirstOrDefault()?.Type is not { } element
            || call.ArgumentList.Arguments.FirstOrDefault() is not { Expression: IdentifierNameSyntax name }
            || name.Identifier.ValueText != loop.Identifier.ValueText
            || model.GetTypeInfo(loop.Expression).Type is not { } sequence
            || !IsSequenceOf(sequence, element))
        {
            return null;
        }

        // What remains is the token, which the batch takes by name.
        var rest = call.ArgumentList.Arguments.Skip(1).Select(static a => a.Expression.ToString()).ToList();
        if (rest.Count > 1)
            return null;

        var token = rest.Count == 1 ? $", cancellationToken: {rest[0]}" : "";
        var batch = access.Name.Identifier.ValueText.Replace("Async", "ManyAsync");
        return $"{access.Expression}.{batch}({loop.Expression}{token})";
    }

    private static bool IsSequenceOf(ITypeSymbol type, ITypeSymbol element) =>
        type.AllInterfaces.Concat(type is INamedTypeSymbol itself ? [itself] : []).Any(i =>
            i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], element));
}
