using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Finds members that work and are probably not meant like that. The generator has no use for it.</summary>
internal static class Suspicions
{
    /// <summary>Reports what is odd about a member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="isLost">Whether it is written and never read.</param>
    /// <param name="context">Takes the report.</param>
    public static void Report(JsonMember member, bool isLost, ParseContext context)
    {
        if (!member.Symbol.Locations.Any(static l => l.IsInSource))
            return;

        if (isLost && member.Json.Condition != IgnoreCondition.WhenReading && member.Symbol is IPropertySymbol property)
            ReportLoss(property, context);
        else if (!isLost && StackIn(member.Type) is { } stack)
            context.Warn(Problem.ReversedStack, member.Symbol, member.Symbol.Name, Names.ForPeople(stack), member.Symbol.ContainingType.Name);
    }

    /// <summary>A member that holds data and is written, but comes back empty.</summary>
    private static void ReportLoss(IPropertySymbol property, ParseContext context)
    {
        // A computed property has nothing to lose.
        var holdsData = property.ContainingType.GetMembers()
            .Any(m => m is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
        if (property.SetMethod is not null)
            context.Warn(Problem.PrivateSetter, property, property.Name);
        else if (holdsData)
            context.Warn(IsCollection(property.Type) ? Problem.GetOnlyCollection : Problem.GetOnlyMember, property, property.Name, property.ContainingType.Name);
    }

    private static bool IsCollection(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_String
        && (type.SpecialType == SpecialType.System_Collections_IEnumerable
            || type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerable));

    /// <summary>A stack in a type, whose elements are written from the top and read in the same order.</summary>
    private static ITypeSymbol? StackIn(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => StackIn(array.ElementType),
        INamedTypeSymbol { Name: "Stack" or "ConcurrentStack" or "ImmutableStack" or "IImmutableStack" } named when TypeMapper.IsFromFramework(named) => named,
        INamedTypeSymbol { Arity: > 0 } named => named.TypeArguments.Select(StackIn).FirstOrDefault(static t => t is not null),
        _ => null,
    };
}
