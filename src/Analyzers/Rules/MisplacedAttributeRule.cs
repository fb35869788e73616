using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>JSON attributes where they mean nothing, or fail at run time.</summary>
internal sealed class MisplacedAttributeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.MisplacedAttribute;

    public override ImmutableArray<Problem> Problems => [Problem.MisplacedAttribute];
}
