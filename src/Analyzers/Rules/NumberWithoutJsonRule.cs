using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members with framework types that look like numbers and are not treated as such.</summary>
internal sealed class NumberWithoutJsonRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.NumberWithoutJson;

    public override ImmutableArray<Problem> Problems => [Problem.NumberWithoutJson];
}
