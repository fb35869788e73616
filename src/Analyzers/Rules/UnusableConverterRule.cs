using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Converters for another type, or that generated code cannot make.</summary>
internal sealed class UnusableConverterRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnusableConverter;

    public override ImmutableArray<Problem> Problems => [Problem.UnusableConverter];
}
