using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members with collections that can be written only.</summary>
internal sealed class UnreadableCollectionRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnreadableCollection;

    public override ImmutableArray<Problem> Problems => [Problem.UnreadableCollection];
}
