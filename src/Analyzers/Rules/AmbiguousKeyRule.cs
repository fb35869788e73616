using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Keys whose parts run into each other.</summary>
internal sealed class AmbiguousKeyRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.AmbiguousKey;

    public override ImmutableArray<Problem> Problems => [Problem.AmbiguousKey];
}
