using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Keys that are missing, malformed, or made of members that have no fixed text.</summary>
internal sealed class UnusableKeyRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.UnusableKey;

    public override ImmutableArray<Problem> Problems => [Problem.MissingKey, Problem.MalformedKey, Problem.UnsupportedKeyMember];

    protected override object?[] MessageArguments(Problem problem, string[] arguments) => problem switch
    {
        Problem.MissingKey => [arguments[0], "no template is given, add one as in Key = \"thing::{Id}\""],
        Problem.MalformedKey => [arguments[2], $"in \"{arguments[0]}\" {arguments[1]}"],
        _ =>
        [
            arguments[3],
            $"'{arguments[1]}' has the type '{arguments[2]}' or a format that it does not take; use text, integers, Guid, enums or DateOnly",
        ],
    };
}
