using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Constructor parameters without a member.</summary>
internal sealed class UnmatchedParameterRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnmatchedParameter;

    public override ImmutableArray<Problem> Problems => [Problem.UnmatchedParameter];

    protected override object?[] MessageArguments(Problem problem, string[] arguments) =>
    [
        arguments[0],
        arguments[1],
        arguments[2],
        arguments[3].Length > 0
            ? $"did you mean '{arguments[3]}'?"
            : $"add a property '{arguments[0]}' of the type '{arguments[1]}', or mark another constructor with [JsonConstructor]",
    ];
}
