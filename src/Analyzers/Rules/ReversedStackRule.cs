using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Stacks, which a round trip turns around.</summary>
internal sealed class ReversedStackRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.ReversedStack;

    public override ImmutableArray<Problem> Problems => [Problem.ReversedStack];
}
