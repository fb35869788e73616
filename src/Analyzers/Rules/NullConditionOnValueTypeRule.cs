using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Conditions that can never hold.</summary>
internal sealed class NullConditionOnValueTypeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.NullConditionOnValueType;

    public override ImmutableArray<Problem> Problems => [Problem.NullConditionOnValueType];
}
