using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>What attributes on a member, on its type and the conventions say together of how its value is written and read.</summary>
internal static class MemberHandling
{
    /// <summary>What is said of the numbers of a member; null for what the conventions say.</summary>
    public static NumberHandling? NumbersOf(INamedTypeSymbol type, JsonMember member, ParseContext context) =>
        HasMisplacedNumbers(member) ? null : member.Json.Numbers ?? context.JsonOf(type).Numbers;

    /// <summary>Whether the member says how its numbers are written and read, and has none.</summary>
    public static bool HasMisplacedNumbers(JsonMember member) =>
        member.Json.Numbers is not null && (member.Json.Converter is not null || !NumberTypes.IsHandled(member.Type));

    /// <summary>What fills the value of a member; null for members that are replaced.</summary>
    public static string? PopulatorOf(
        INamedTypeSymbol type, JsonMember member, MappedType mapped, bool usesParameters, ParseContext context)
    {
        var isAsked = member.Json.Populates;
        if (isAsked is false || member.Json.Condition == IgnoreCondition.WhenReading)
            return null;

        var ofType = context.JsonOf(type);
        if (isAsked is null && !(ofType.Populates ?? (context.Conventions.Populates && !usesParameters)))
            return null;

        // What a type with a declared choice of types has cannot be filled: the JSON may be of another of these types.
        var isPolymorphic = member.Type is INamedTypeSymbol named && context.JsonOf(named).IsPolymorphic;
        var isReachable = member.CanGet && (member.CanSet || !member.Type.IsValueType);
        if (isAsked is null && context.Conventions.IgnoresReadOnlyProperties && !member.CanSet)
            return null;

        if (isPolymorphic && isReachable && !ofType.IsPolymorphic)
        {
            context.Report(Problem.UnsupportedAttribute, member.Symbol, member.Symbol.Name, "JsonObjectCreationHandling(Populate)");
            return null;
        }

        var canFill = mapped.Populator is not null && member.Json.Converter is null && isReachable;
        if (canFill && usesParameters)
        {
            context.Report(Problem.MisplacedAttribute, member.Symbol, member.Symbol.Name, "JsonObjectCreationHandling(Populate)");
            return null;
        }

        if (canFill && (isAsked is true || !ofType.IsPolymorphic))
            return mapped.Populator;
        if (isAsked is true)
            context.Report(Problem.MisplacedAttribute, member.Symbol, member.Symbol.Name, "JsonObjectCreationHandling(Populate)");
        return null;
    }
}
