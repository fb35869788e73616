using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members whose data is lost on the way back, as their setter is not public.</summary>
internal sealed class PrivateSetterRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.PrivateSetter;

    public override ImmutableArray<Problem> Problems => [Problem.PrivateSetter];
}
