using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members that have the name of a generated one.</summary>
internal sealed class TakenMemberNameRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.TakenMemberName;

    public override ImmutableArray<Problem> Problems => [Problem.TakenMemberName];
}
