using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members that would overwrite each other in JSON.</summary>
internal sealed class DuplicateJsonNameRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.DuplicateJsonName;

    public override ImmutableArray<Problem> Problems => [Problem.DuplicateJsonName];
}
