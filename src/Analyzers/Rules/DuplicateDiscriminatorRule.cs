using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Types that are declared twice, or under the same discriminator.</summary>
internal sealed class DuplicateDiscriminatorRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.DuplicateDiscriminator;

    public override ImmutableArray<Problem> Problems => [Problem.DuplicateDiscriminator, Problem.DuplicateDerivedType];

    protected override object?[] MessageArguments(Problem problem, string[] arguments) =>
    [
        problem == Problem.DuplicateDerivedType
            ? $"'{arguments[1]}' declares '{arguments[0]}' twice; keep one of the attributes"
            : $"'{arguments[1]}' declares the discriminator '{arguments[3]}' for both '{arguments[2]}' and '{arguments[0]}'; give each its own",
    ];
}
