using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members whose types JSON cannot hold.</summary>
internal sealed class UnsupportedMemberTypeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnsupportedMemberType;

    public override ImmutableArray<Problem> Problems => [Problem.UnsupportedMemberType];
}
