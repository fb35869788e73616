using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members for extension data that cannot keep it.</summary>
internal sealed class ExtensionDataTypeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.ExtensionDataType;

    public override ImmutableArray<Problem> Problems => [Problem.ExtensionDataType];
}
