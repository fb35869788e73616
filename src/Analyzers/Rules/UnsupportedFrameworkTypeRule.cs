using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members with framework types that have no JSON.</summary>
internal sealed class UnsupportedFrameworkTypeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnsupportedFrameworkType;

    public override ImmutableArray<Problem> Problems => [Problem.UnsupportedFrameworkType];
}
