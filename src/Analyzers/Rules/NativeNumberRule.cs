using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members with numbers of the size of a pointer.</summary>
internal sealed class NativeNumberRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.NativeNumber;

    public override ImmutableArray<Problem> Problems => [Problem.NativeNumber];
}
