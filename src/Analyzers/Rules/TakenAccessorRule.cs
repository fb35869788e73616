using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Accessors that a bucket or scope has as members of their own.</summary>
internal sealed class TakenAccessorRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.TakenAccessor;

    public override ImmutableArray<Problem> Problems => [Problem.TakenAccessor];
}
