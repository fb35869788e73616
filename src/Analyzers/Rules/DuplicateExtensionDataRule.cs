using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Types in which two members want what no other member takes.</summary>
internal sealed class DuplicateExtensionDataRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.DuplicateExtensionData;

    public override ImmutableArray<Problem> Problems => [Problem.DuplicateExtensionData];
}
