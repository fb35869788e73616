using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>
/// Lists the JSON members of a type in the order of System.Text.Json: the most derived type first, in each type properties before
/// fields; a member that is hidden or overridden counts once, unless what hides it is ignored.
/// </summary>
internal sealed class MemberReader(ParseContext context)
{
    private readonly List<JsonMember> _members = [];
    private readonly Dictionary<string, int> _byJsonName = [];
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
                if (member is IFieldSymbol { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false } field)
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
            WarnOfOtherName(property, json.Name ?? Names.Camel(property.Name));

        Add(new JsonMember(
            property,
            property.Type,
            json,
            Usable(property.GetMethod, json.IsIncluded),
            Usable(property.SetMethod, json.IsIncluded)));
    }

    private void Add(IFieldSymbol field)
    {
        var json = context.JsonOf(field);
        if (json.IsIncluded)
            Add(new JsonMember(field, field.Type, json, canGet: true, canSet: !field.IsReadOnly));
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
                    member.Symbol.ContainingType.Name, jsonName == Names.Camel(property.Name) ? "" : jsonName);
            }
        }
    }

    private static bool Hides(JsonMember derived, JsonMember member) =>
        derived.Symbol.Name == member.Symbol.Name
        && !SymbolEqualityComparer.Default.Equals(derived.Symbol.ContainingType, member.Symbol.ContainingType);

    private static bool Usable(IMethodSymbol? accessor, bool isIncluded) =>
        accessor is not null && (isIncluded || accessor.DeclaredAccessibility == Accessibility.Public);
}

/// <summary>A property or field that takes part in JSON, or that keeps others from taking part by being ignored.</summary>
internal sealed class JsonMember(ISymbol symbol, ITypeSymbol type, JsonAttributes json, bool canGet, bool canSet)
{
    public ISymbol Symbol { get; } = symbol;

    public ITypeSymbol Type { get; } = type;

    public JsonAttributes Json { get; } = json;

    public bool CanGet { get; } = canGet;

    public bool CanSet { get; } = canSet;

    public string JsonName { get; } = json.Name ?? Names.Camel(symbol.Name);

    public bool IsIgnored => Json.Condition == IgnoreCondition.Always;

    public bool HasRequiredKeyword => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
}
