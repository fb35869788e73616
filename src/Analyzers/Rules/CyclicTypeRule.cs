using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Types that reach themselves.</summary>
internal sealed class CyclicTypeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.CyclicType;

    public override ImmutableArray<Problem> Problems => [Problem.CyclicType];
}
