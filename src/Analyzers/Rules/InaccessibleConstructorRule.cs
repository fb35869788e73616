using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Types whose constructors are all hidden and not marked.</summary>
internal sealed class InaccessibleConstructorRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.InaccessibleConstructor;

    public override ImmutableArray<Problem> Problems => [Problem.InaccessibleConstructor];
}
