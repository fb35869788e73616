using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Dictionaries whose keys cannot be names.</summary>
internal sealed class UnsupportedDictionaryKeyRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnsupportedDictionaryKey;

    public override ImmutableArray<Problem> Problems => [Problem.UnsupportedDictionaryKey];
}
