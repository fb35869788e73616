using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Documents that declare derived types.</summary>
internal sealed class PolymorphicDocumentRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.PolymorphicDocument;

    public override ImmutableArray<Problem> Problems => [Problem.PolymorphicDocument];
}
