using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Types and their containers that are not partial.</summary>
internal sealed class NotPartialRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.NotPartial;

    public override ImmutableArray<Problem> Problems => [Problem.NotPartial, Problem.ContainerNotPartial];
}
