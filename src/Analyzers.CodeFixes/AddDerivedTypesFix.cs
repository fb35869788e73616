using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Settee.CodeFixes;

/// <summary>
/// SET2015: declares the types of the project that derive from an interface or abstract class. The attributes go to the declaration of
/// that type, which may stand in another file than the member that is reported.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddDerivedTypesFix))]
[Shared]
public sealed class AddDerivedTypesFix : CodeFixProvider
{
    private const string Attribute = "System.Text.Json.Serialization.JsonDerivedType";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["SET2015"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // Tried before it is offered: without derived types there is nothing to declare.
            var solution = context.Document.Project.Solution;
            var changed = await FixAsync(solution, [diagnostic], context.CancellationToken).ConfigureAwait(false);
            if (changed != solution)
                context.RegisterCodeFix(ActionOf(changed, $"Declare the types of {diagnostic.Properties["1"]}"), diagnostic);
        }
    }

    private static CodeAction ActionOf(Solution changed, string title) =>
        CodeAction.Create(title, _ => Task.FromResult(changed), equivalenceKey: nameof(AddDerivedTypesFix));

    private static async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var done = new HashSet<SyntaxNode>();
        var changes = new Dictionary<DocumentId, Dictionary<SyntaxNode, SyntaxNode>>();
        foreach (var diagnostic in diagnostics)
        {
            if (await AbstractTypeAsync(solution, diagnostic, cancellationToken).ConfigureAwait(false) is not { } type
                || type.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
                || solution.GetDocument(reference.SyntaxTree) is not { } document
                || await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not TypeDeclarationSyntax declaration
                || !done.Add(declaration))
            {
                continue;
            }

            var derived = await DerivedAsync(solution, type, document.Project, cancellationToken).ConfigureAwait(false);
            if (derived.Count == 0)
                continue;

            if (!changes.TryGetValue(document.Id, out var replacements))
                changes.Add(document.Id, replacements = []);
            replacements[declaration] = Attributes.Add(
                declaration, [.. derived.Select(static t => $"{Attribute}(typeof({Qualified(t)}), \"{Camel(t.Name)}\")")]);
        }

        foreach (var change in changes)
        {
            var root = await solution.GetDocument(change.Key)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            solution = solution.WithDocumentSyntaxRoot(
                change.Key, root!.ReplaceNodes(change.Value.Keys, (original, _) => change.Value[original]));
        }

        return solution;
    }

    /// <summary>The abstract type in the type of the member that is reported.</summary>
    private static async Task<INamedTypeSymbol?> AbstractTypeAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (solution.GetDocument(diagnostic.Location.SourceTree) is not { } document
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
        {
            return null;
        }

        var member = root.FindNode(diagnostic.Location.SourceSpan);
        var name = diagnostic.Properties["1"]!.Split('.').Last();
        return member.FirstAncestorOrSelf<SyntaxNode>(static n => n is BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax or ParameterSyntax)?
            .DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Where(n => n.Identifier.ValueText == name)
            .Select(n => model.GetSymbolInfo(n, cancellationToken).Symbol)
            .OfType<INamedTypeSymbol>()
            .FirstOrDefault();
    }

    private static async Task<List<INamedTypeSymbol>> DerivedAsync(
        Solution solution, INamedTypeSymbol type, Project project, CancellationToken cancellationToken)
    {
        var projects = ImmutableHashSet.Create(project);
        var found = type.TypeKind == TypeKind.Interface
            ? await SymbolFinder.FindImplementationsAsync(type, solution, transitive: true, projects, cancellationToken).ConfigureAwait(false)
            : await SymbolFinder.FindDerivedClassesAsync(type, solution, transitive: true, projects, cancellationToken).ConfigureAwait(false);
        return
        [
            .. found
                .Where(static t => t is { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct, Arity: 0 })
                .OrderBy(static t => t.Name, StringComparer.Ordinal),
        ];
    }

    private static string Qualified(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>Two members may be reported for one type, so that the fixes of a batch would overlap.</summary>
    private sealed class FixAll : FixAllProvider
    {
        public static readonly FixAll Instance = new();

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var diagnostics = context.Scope switch
            {
                FixAllScope.Document when context.Document is { } document => await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false),
                _ => await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false),
            };
            var changed = await FixAsync(context.Solution, diagnostics, context.CancellationToken).ConfigureAwait(false);
            return ActionOf(changed, "Declare the types of all abstract members");
        }
    }
}
