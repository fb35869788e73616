using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Documents that generated code has no name for.</summary>
internal sealed class UnnamableDocumentRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnnamableDocument;

    public override ImmutableArray<Problem> Problems => [Problem.GenericDocument, Problem.FileLocalDocument];

    protected override object?[] MessageArguments(Problem problem, string[] arguments) =>
    [
        arguments[0],
        problem == Problem.GenericDocument ? "is generic or stands in a generic type" : "is local to its file",
    ];
}
