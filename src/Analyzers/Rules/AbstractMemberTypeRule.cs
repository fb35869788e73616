using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members whose type has no instances and does not name those that have.</summary>
internal sealed class AbstractMemberTypeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.AbstractMemberType;

    public override ImmutableArray<Problem> Problems => [Problem.AbstractMemberType];
}
