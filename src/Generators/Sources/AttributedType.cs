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
            || AttributeOf(type, KnownSymbols.Of(compilation)) is not { } attribute
            || !IsFirstDeclaration(node, type, cancellationToken))
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

    /// <summary>The attribute that stands on this declaration, and not on another part of the type.</summary>
    private AttributeData? AttributeOf(INamedTypeSymbol type, KnownSymbols known) =>
        type.GetAttributes().FirstOrDefault(a =>
            SymbolEqualityComparer.Default.Equals(a.AttributeClass, known.DocumentAttribute)
            && a.ApplicationSyntaxReference is { } application
            && application.SyntaxTree == _declaration.SyntaxTree
            && _declaration.Span.Contains(application.Span));

    /// <summary>A type with the attribute on two parts is a mistake of its own; it must not be emitted twice.</summary>
    private static bool IsFirstDeclaration(SyntaxNode node, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == node.SyntaxTree && reference.Span == node.Span)
                continue;

            var order = string.CompareOrdinal(reference.SyntaxTree.FilePath, node.SyntaxTree.FilePath);
            var isEarlier = order < 0 || (order == 0 && reference.Span.Start < node.SpanStart);
            if (isEarlier && HasDocumentAttribute((TypeDeclarationSyntax)reference.GetSyntax(cancellationToken)))
                return false;
        }

        return true;
    }

    private static bool HasDocumentAttribute(TypeDeclarationSyntax declaration) =>
        declaration.AttributeLists.Any(static list => list.Attributes.Any(static a => a.Name.ToString().Contains("Document")));

    private sealed record Parsed(Fingerprint Dependencies, DocumentModel? Model);
}
