using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Metadata that two members claim.</summary>
internal sealed class DuplicateMetaRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.DuplicateMeta;

    public override ImmutableArray<Problem> Problems => [Problem.DuplicateMeta];
}
