using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members whose data is lost on the way back, as they have no setter.</summary>
internal sealed class GetOnlyMemberRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.GetOnlyMember;

    public override ImmutableArray<Problem> Problems => [Problem.GetOnlyMember];
}
