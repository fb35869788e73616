using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Settee.Generators.Model;
using Settee.Generators.Parsing;

namespace Settee.Generators.Sources;

/// <summary>A declaration that may be one of a document, with what was made of it last.</summary>
internal sealed class AttributedType(TypeDeclarationSyntax declaration)
{
    private readonly SyntaxReference _declaration = declaration.GetReference();
    private volatile Parsed? _last;

    /// <summary>The names of its attributes as they are written, without what is in front of the last dot.</summary>
    public IReadOnlyList<string> Attributes { get; } =
        [.. declaration.AttributeLists.SelectMany(static list => list.Attributes).Select(static a => SourceFile.LastNameOf(a.Name))];

    /// <summary>Its model; null when it is no document, or nothing can be emitted for it. Parsed only if something it depends on has changed.</summary>
    /// <param name="compilation">The compilation that has it.</param>
    /// <param name="dependencies">Of everything on which the model depends.</param>
    /// <param name="cancellationToken">Ends the parsing.</param>
    public DocumentModel? ModelIn(Compilation compilation, Fingerprint dependencies, CancellationToken cancellationToken)
    {
        if (_last is { } last && last.Dependencies == dependencies)
            return last.Model;

        var model = Parse(compilation, cancellationToken);
        _last = new Parsed(dependencies, model);
        return model;
    }

    private DocumentModel? Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var node = _declaration.GetSyntax(cancellationToken);
        if (compilation.GetSemanticModel(node.SyntaxTree).GetDeclaredSymbol(node, cancellationToken) is not INamedTypeSymbol type
            || AttributeOf(type, KnownSymbols.Of(compilation)) is not { } attribute)
        {
            return null;
        }

        try
        {
            return DocumentParser.Parse(type, attribute, compilation, sink: null, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One type must not take the code of all others with it. The analyzer runs the same parser and reports the failure.
            return null;
        }
    }

    /// <summary>
    /// The attribute, if it stands on this declaration. On several parts of a type it is a mistake of its own; the first part in order of paths
    /// counts, as nothing must be emitted twice.
    /// </summary>
    private AttributeData? AttributeOf(INamedTypeSymbol type, KnownSymbols known)
    {
        var first = type.GetAttributes()
            .Where(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, known.DocumentAttribute) && a.ApplicationSyntaxReference is not null)
            .OrderBy(static a => a.ApplicationSyntaxReference!.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(static a => a.ApplicationSyntaxReference!.Span.Start)
            .FirstOrDefault();
        return first?.ApplicationSyntaxReference is { } application
            && application.SyntaxTree == _declaration.SyntaxTree && _declaration.Span.Contains(application.Span)
                ? first
                : null;
    }

    private sealed record Parsed(Fingerprint Dependencies, DocumentModel? Model);
}
