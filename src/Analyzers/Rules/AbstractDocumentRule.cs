using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Documents of which there are no instances.</summary>
internal sealed class AbstractDocumentRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.AbstractDocument;

    public override ImmutableArray<Problem> Problems => [Problem.AbstractDocument];
}
