using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Metadata members of types that are no metadata.</summary>
internal sealed class WrongMetaTypeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.WrongMetaType;

    public override ImmutableArray<Problem> Problems => [Problem.WrongMetaType];
}
