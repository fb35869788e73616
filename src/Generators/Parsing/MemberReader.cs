using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>
/// Lists the JSON members of a type in the order of System.Text.Json: the most derived type first, in each type properties before
/// fields; a member that is hidden or overridden counts once, unless what hides it is ignored.
/// </summary>
internal sealed class MemberReader(ParseContext context)
{
    private readonly JsonConventions _conventions = context.Conventions;
    private readonly List<JsonMember> _members = [];
    private readonly Dictionary<string, int> _byJsonName =
        new(context.Conventions.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    private readonly Dictionary<string, JsonMember> _ignored = [];

    public List<JsonMember> Read(INamedTypeSymbol type)
    {
        for (var t = type; t is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; t = t.BaseType)
        {
            foreach (var member in t.GetMembers())
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true } property)
                    Add(property);
            }

            foreach (var member in t.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false, IsConst: false } field && (t.IsTupleType ? IsElement(field) : !field.IsImplicitlyDeclared))
                    Add(field);
            }
        }

        // Stable, so that members of equal order keep their places.
        return _members.OrderBy(static m => m.Json.Order).ToList();
    }

    private void Add(IPropertySymbol property)
    {
        var isPublic = property.GetMethod?.DeclaredAccessibility == Accessibility.Public
            || property.SetMethod?.DeclaredAccessibility == Accessibility.Public;
        var json = context.JsonOf(property);
        if (!isPublic && !json.IsIncluded)
            return;

        if (_ignored.TryGetValue(property.Name, out var hider) && hider.Symbol is IPropertySymbol { IsOverride: true }
            && (property.IsVirtual || property.IsOverride || property.IsAbstract)
            && SymbolEqualityComparer.Default.Equals(property.Type, hider.Type))
        {
            return;
        }

        if (context.IsReporting && property is { IsVirtual: true } or { IsOverride: true } or { IsAbstract: true })
            WarnOfOtherName(property, json.Name ?? NamingPolicies.Apply(_conventions.Naming, property.Name));

        Add(new JsonMember(
            property,
            property.Type,
            json,
            _conventions.Naming,
            Usable(property.GetMethod, json.IsIncluded) && !IsLeftOut(property, json),
            Usable(property.SetMethod, json.IsIncluded)));
    }

    private void Add(IFieldSymbol field)
    {
        var json = context.JsonOf(field);
        if (!json.IsIncluded && !(_conventions.IncludesFields && field.DeclaredAccessibility == Accessibility.Public))
            return;

        // A readonly field can still be filled by the constructor.
        var isLeftOut = field.IsReadOnly && _conventions.IgnoresReadOnlyFields && json.Condition != IgnoreCondition.Never;
        Add(new JsonMember(field, field.Type, json, _conventions.Naming, canGet: !isLeftOut, canSet: !field.IsReadOnly));
    }

    private void Add(JsonMember member)
    {
        if (member.Json.IsMeta)
            return;

        if (!_byJsonName.TryGetValue(member.JsonName, out var index))
        {
            _byJsonName.Add(member.JsonName, _members.Count);
            _members.Add(member);
        }
        else if (_members[index].IsIgnored)
        {
            _members[index] = member;
        }
        else if (!member.IsIgnored && !Hides(_members[index], member)
            && !(_ignored.TryGetValue(member.Symbol.Name, out var ignored) && Hides(ignored, member)))
        {
            context.Report(
                Problem.DuplicateJsonName,
                member.Symbol,
                member.JsonName,
                member.Symbol.Name,
                _members[index].Symbol.Name,
                member.Symbol.ContainingType.Name);

            // Of no use for JSON any more, but for the code that patches and reads it.
            _members.Add(member);
        }

        if (member.IsIgnored)
            _ignored[member.Symbol.Name] = member;
    }

    /// <summary>An override under another name is another member: its value is written twice, once under each name.</summary>
    private void WarnOfOtherName(IPropertySymbol property, string jsonName)
    {
        foreach (var member in _members)
        {
            if (member is { IsIgnored: false, Symbol: IPropertySymbol { OverriddenProperty: { } overridden } } && member.JsonName != jsonName
                && SymbolEqualityComparer.Default.Equals(overridden, property))
            {
                context.Warn(
                    Problem.OverrideWithOtherName, member.Symbol, member.Symbol.Name, member.JsonName, property.ContainingType.Name, jsonName,
                    member.Symbol.ContainingType.Name, jsonName == NamingPolicies.Apply(_conventions.Naming, property.Name) ? "" : jsonName);
            }
        }
    }

    /// <summary>Whether the property is not written because it cannot be set. Collections are: they can be filled.</summary>
    private bool IsLeftOut(IPropertySymbol property, JsonAttributes json) =>
        _conventions.IgnoresReadOnlyProperties && json.Condition != IgnoreCondition.Never
        && !Usable(property.SetMethod, json.IsIncluded)
        && (property.Type.SpecialType == SpecialType.System_String
            || !(property.Type.SpecialType == SpecialType.System_Collections_IEnumerable
                || property.Type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerable)));

    private static bool Hides(JsonMember derived, JsonMember member) =>
        derived.Symbol.Name == member.Symbol.Name
        && !SymbolEqualityComparer.Default.Equals(derived.Symbol.ContainingType, member.Symbol.ContainingType);

    // The compiler lets all elements of a tuple look like fields of it, and most by two names; the type has seven and the rest.
    private static bool IsElement(IFieldSymbol field) =>
        field.Name is "Item1" or "Item2" or "Item3" or "Item4" or "Item5" or "Item6" or "Item7" or "Rest";

    private static bool Usable(IMethodSymbol? accessor, bool isIncluded) =>
        accessor is not null && (isIncluded || accessor.DeclaredAccessibility == Accessibility.Public);
}

/// <summary>A property or field that takes part in JSON, or that keeps others from taking part by being ignored.</summary>
internal sealed class JsonMember(ISymbol symbol, ITypeSymbol type, JsonAttributes json, NamingPolicy naming, bool canGet, bool canSet)
{
    public ISymbol Symbol { get; } = symbol;

    public ITypeSymbol Type { get; } = type;

    public JsonAttributes Json { get; } = json;

    public bool CanGet { get; } = canGet;

    public bool CanSet { get; } = canSet;

    public string JsonName { get; } = json.Name ?? NamingPolicies.Apply(naming, symbol.Name);

    public bool IsIgnored => Json.Condition == IgnoreCondition.Always;

    public bool HasRequiredKeyword => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
}
