using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Types that cannot stand behind the one that declares them.</summary>
internal sealed class NotDerivedTypeRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.NotDerivedType;

    public override ImmutableArray<Problem> Problems => [Problem.NotDerivedType, Problem.UnusableDerivedType];

    protected override object?[] MessageArguments(Problem problem, string[] arguments) =>
    [
        problem == Problem.NotDerivedType
            ? $"'{arguments[0]}' does not derive from '{arguments[1]}'; remove the attribute, or derive it"
            : $"'{arguments[0]}' cannot be read as one of the types of '{arguments[1]}', because it is a collection, generic or not accessible",
    ];
}
