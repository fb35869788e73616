using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Overrides whose JSON name differs from that of what they override.</summary>
internal sealed class OverrideWithOtherNameRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.OverrideWithOtherName;

    public override ImmutableArray<Problem> Problems => [Problem.OverrideWithOtherName];
}
