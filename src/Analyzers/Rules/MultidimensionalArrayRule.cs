using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members with multidimensional arrays.</summary>
internal sealed class MultidimensionalArrayRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.MultidimensionalArray;

    public override ImmutableArray<Problem> Problems => [Problem.MultidimensionalArray];
}
