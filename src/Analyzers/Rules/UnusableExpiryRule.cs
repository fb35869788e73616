using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Life times that cannot be read.</summary>
internal sealed class UnusableExpiryRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnusableExpiry;

    public override ImmutableArray<Problem> Problems => [Problem.UnusableExpiry];
}
