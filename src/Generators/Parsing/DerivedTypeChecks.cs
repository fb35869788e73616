using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>Checks that the types declared for another one can be told apart.</summary>
internal sealed class DerivedTypeChecks(INamedTypeSymbol declared, ParseContext context)
{
    private readonly List<INamedTypeSymbol> _types = [];
    private readonly Dictionary<object, INamedTypeSymbol> _tags = [];

    /// <summary>Whether a type can stand behind the declared one; a problem if not.</summary>
    public bool Accepts(INamedTypeSymbol target, object? tag, AttributeData attribute)
    {
        if (!target.IsUnboundGenericType && !Derives(target))
            return Refuse(Problem.NotDerivedType, attribute, Names.ForPeople(target), declared.Name);
        if (_types.Contains(target, SymbolEqualityComparer.Default))
            return Refuse(Problem.DuplicateDerivedType, attribute, Names.ForPeople(target), declared.Name);

        _types.Add(target);
        if (tag is null)
            return true;
        if (_tags.TryGetValue(tag, out var other))
            return Refuse(Problem.DuplicateDiscriminator, attribute, Names.ForPeople(target), declared.Name, Names.ForPeople(other), tag.ToString());

        _tags.Add(tag, target);
        return true;
    }

    /// <summary>Reports a problem at an attribute.</summary>
    public bool Refuse(Problem problem, AttributeData attribute, params string[] arguments)
    {
        var location = attribute.ApplicationSyntaxReference is { } reference
            ? Location.Create(reference.SyntaxTree, reference.Span)
            : declared.Locations[0];
        context.Report(problem, location, arguments);
        return false;
    }

    /// <summary>Finds members that have the name under which JSON says which type an object is.</summary>
    public void FindCollisions(string tagName)
    {
        if (_tags.Count == 0)
            return;

        foreach (var type in _types)
        {
            foreach (var member in new MemberReader(context).Read(type))
            {
                if (!member.IsIgnored && !member.Json.IsExtensionData && member.JsonName == tagName)
                    context.Report(Problem.DiscriminatorCollision, member.Symbol, member.Symbol.Name, tagName, declared.Name, member.Symbol.ContainingType.Name);
            }
        }
    }

    private bool Derives(INamedTypeSymbol target)
    {
        for (ITypeSymbol? t = target; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, declared))
                return true;
        }

        return target.AllInterfaces.Contains(declared, SymbolEqualityComparer.Default);
    }
}
