using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Documents with a converter of their own.</summary>
internal sealed class ConvertedDocumentRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.ConvertedDocument;

    public override ImmutableArray<Problem> Problems => [Problem.ConvertedDocument];
}
