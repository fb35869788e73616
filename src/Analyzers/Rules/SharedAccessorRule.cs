using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Accessors that several documents of a namespace have.</summary>
internal sealed class SharedAccessorRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.SharedAccessor;

    public override ImmutableArray<Problem> Problems => [Problem.SharedAccessor];
}
