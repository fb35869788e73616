using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Types with several constructors of which none is marked.</summary>
internal sealed class SeveralConstructorsRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.SeveralConstructors;

    public override ImmutableArray<Problem> Problems => [Problem.SeveralConstructors];
}
