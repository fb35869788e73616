using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Keys that name members which do not exist.</summary>
internal sealed class UnknownKeyMemberRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnknownKeyMember;

    public override ImmutableArray<Problem> Problems => [Problem.UnknownKeyMember];
}
