using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members that must be in JSON and must not.</summary>
internal sealed class IgnoredRequiredMemberRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.IgnoredRequiredMember;

    public override ImmutableArray<Problem> Problems => [Problem.IgnoredRequiredMember];
}
