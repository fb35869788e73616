using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Types of which no instance can be made while reading.</summary>
internal sealed class UnusableConstructorRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnusableConstructor;

    public override ImmutableArray<Problem> Problems => [Problem.UnusableConstructor];
}
