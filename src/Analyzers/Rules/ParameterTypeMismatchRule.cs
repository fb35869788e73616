using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Constructor parameters whose member has another type.</summary>
internal sealed class ParameterTypeMismatchRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.ParameterTypeMismatch;

    public override ImmutableArray<Problem> Problems => [Problem.ParameterTypeMismatch];
}
