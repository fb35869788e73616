using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members with types that are private to a type that is not partial.</summary>
internal sealed class InaccessibleMemberTypeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.InaccessibleMemberType;

    public override ImmutableArray<Problem> Problems => [Problem.InaccessibleMemberType];
}
