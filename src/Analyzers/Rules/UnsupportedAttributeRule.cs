using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>JSON attributes whose meaning generated codecs would silently lose.</summary>
internal sealed class UnsupportedAttributeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnsupportedAttribute;

    public override ImmutableArray<Problem> Problems => [Problem.UnsupportedAttribute];
}
