using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Settee.CodeFixes;

/// <summary>
/// A fix that changes one document. All diagnostics of a document are fixed in one step, so that fixes whose changes overlap do not get
/// in each other's way.
/// </summary>
public abstract class DocumentFix : CodeFixProvider
{
    private protected DocumentFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false) ?? document);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // Tried before it is offered: a fix that would change nothing is none.
            if (await FixAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false) is not { } changed)
                continue;

            context.RegisterCodeFix(
                CodeAction.Create(TitleOf(diagnostic), _ => Task.FromResult(changed), equivalenceKey: GetType().Name),
                diagnostic);
        }
    }

    /// <summary>What the action is called in a menu.</summary>
    private protected abstract string TitleOf(Diagnostic diagnostic);

    /// <summary>Changes the nodes that belong to diagnostics; the same root when there is nothing to change.</summary>
    private protected abstract SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model);

    private async Task<Document?> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var changed = Fix(root, diagnostics, model);
        return ReferenceEquals(changed, root) ? null : document.WithSyntaxRoot(changed);
    }
}
