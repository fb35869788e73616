using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Defaults that no JSON can be written or read with.</summary>
internal sealed class UnusableDefaultsRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnusableDefaults;

    public override ImmutableArray<Problem> Problems => [Problem.UnusableDefaults];
}
