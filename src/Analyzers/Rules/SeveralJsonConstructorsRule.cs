using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Types with more than one marked constructor.</summary>
internal sealed class SeveralJsonConstructorsRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.SeveralJsonConstructors;

    public override ImmutableArray<Problem> Problems => [Problem.SeveralJsonConstructors];
}
