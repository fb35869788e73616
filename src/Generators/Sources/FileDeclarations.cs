using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.Generators.Sources;

/// <summary>
/// What a file declares, without what its methods do. No meaning of a declaration depends on the body of a method, so two versions of a
/// file that differ in bodies and comments only declare the same.
/// </summary>
/// <param name="Fingerprint">Of all that counts: the syntax outside of bodies, the nullable directives, and the path.</param>
/// <param name="Names">Every identifier among them. A declaration can depend on no type that is not named somewhere on the way to it.</param>
internal sealed record FileDeclarations(Fingerprint Fingerprint, IReadOnlyCollection<string> Names)
{
    public static FileDeclarations Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var fingerprint = new FingerprintBuilder();

        // Of the parts of a type, the first in order of paths is the one that counts.
        fingerprint.Add(tree.FilePath);
        foreach (var element in tree.GetRoot(cancellationToken).DescendantNodesAndTokens(static node => !IsLeftOut(node)))
        {
            if (element.AsNode() is { } node)
                AddNode(node);
            else
                AddToken(element.AsToken());
        }

        return new FileDeclarations(fingerprint.Build(), names);

        // The tokens alone do not tell what belongs together: in a broken text, an attribute may or may not be one of the type behind it.
        void AddNode(SyntaxNode node)
        {
            fingerprint.Add((ulong)node.RawKind);
            if (IsLeftOut(node))
                return;

            var children = node.ChildNodesAndTokens();
            fingerprint.Add((ulong)children.Count);
            AddMistake(node.ContainsDiagnostics && !children.Any(static child => child.ContainsDiagnostics));
        }

        void AddToken(SyntaxToken token)
        {
            if (token.ContainsDirectives)
            {
                foreach (var trivia in token.LeadingTrivia)
                {
                    if (trivia.IsKind(SyntaxKind.NullableDirectiveTrivia))
                        fingerprint.Add(trivia.ToString());
                }
            }

            fingerprint.Add(token.Text);
            AddMistake(token.ContainsDiagnostics);
            if (token.IsKind(SyntaxKind.IdentifierToken))
                names.Add(token.ValueText);
        }

        // What is skipped as too much stands in no node, and yet what it stands beside has no value any more.
        void AddMistake(bool isMistake)
        {
            if (isMistake)
                fingerprint.Add(ulong.MaxValue);
        }
    }

    // A nullable directive inside of a body holds on behind it.
    private static bool IsLeftOut(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or GlobalStatementSyntax && !node.ContainsDirectives;
}
