using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Keyspaces that no server would take.</summary>
internal sealed class UnusableKeyspaceRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnusableKeyspace;

    public override ImmutableArray<Problem> Problems => [Problem.UnusableKeyspace];
}
