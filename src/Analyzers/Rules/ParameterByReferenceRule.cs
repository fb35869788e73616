using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Constructor parameters with in, ref or out.</summary>
internal sealed class ParameterByReferenceRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.ParameterByReference;

    public override ImmutableArray<Problem> Problems => [Problem.ParameterByReference];
}
