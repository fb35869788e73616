using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Collections that are written and come back empty.</summary>
internal sealed class GetOnlyCollectionRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.GetOnlyCollection;

    public override ImmutableArray<Problem> Problems => [Problem.GetOnlyCollection];
}
