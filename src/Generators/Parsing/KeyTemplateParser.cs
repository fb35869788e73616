using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Parses key templates such as <c>airline::{Id}</c> and binds their placeholders to members.</summary>
internal sealed class KeyTemplateParser(
    ParseContext context, INamedTypeSymbol type, MetaModel meta, KeyspaceModel keyspace, Location? location)
{
    // Parameters of the emitted overloads, which a key part must not be named like.
    private static readonly HashSet<string> Reserved =
    [
        "options", "cancellationToken", "patch", "expiry", "lockTime", "cas", "update", "state", "keys", "key", "collection", "utf8", "reader",
        "fields", "field1", "field2", "field3", "field4", "field5", "field6", "field7", "field8",
    ];

    private readonly List<KeyPart> _parts = [];
    private bool _isUsable = true;

    /// <summary>The template with its members. Of an unusable one, which is a problem, what its members were probably meant to be.</summary>
    public KeyModel Parse(string? template)
    {
        if (template is null || template.Length == 0)
        {
            Refuse(Problem.MissingKey, type.Name);
            _parts.Add(new KeyPart(null, Guess("key", "object")));
        }
        else
        {
            Split(template);
        }

        var key = new KeyModel(template ?? "", _parts.ToEquatableArray());
        if (_isUsable && KeyRules.ProblemOf(key, meta, keyspace, type.IsValueType) is { } problem)
            Refuse(Problem.MalformedKey, key.Template, problem, type.Name);
        return key with { IsUsable = _isUsable };
    }

    private void Split(string template)
    {
        var literal = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var end = template.IndexOf('}', i);
                if (end < 0)
                {
                    Refuse(Problem.MalformedKey, template, "a '{' is never closed", type.Name);
                    end = template.Length;
                }

                AddLiteral(literal, template);
                AddMember(template.Substring(i + 1, end - i - 1), template);
                i = end;
            }
            else if (c == '}')
            {
                Refuse(Problem.MalformedKey, template, "a '}' was never opened", type.Name);
            }
            else
            {
                literal.Append(c);
            }
        }

        if (literal.Length > 0)
            _parts.Add(new KeyPart(literal.ToString(), null));
    }

    private void AddLiteral(StringBuilder literal, string template)
    {
        if (literal.Length > 0)
            _parts.Add(new KeyPart(literal.ToString(), null));
        else if (_parts.Count > 0)
            Refuse(Problem.AmbiguousKey, template, _parts[_parts.Count - 1].Member!.Name);

        literal.Clear();
    }

    private void AddMember(string placeholder, string template)
    {
        var colon = placeholder.IndexOf(':');
        var name = (colon < 0 ? placeholder : placeholder.Substring(0, colon)).Trim();
        var format = colon < 0 ? null : placeholder.Substring(colon + 1);
        if (name.Length == 0)
        {
            Refuse(Problem.MalformedKey, template, "a placeholder is empty", type.Name);
            return;
        }

        var found = Find(name);
        if (found is null && name == "guid")
        {
            _parts.Add(new KeyPart(null, new KeyMember(
                name, name, "global::System.Guid", KeyKind.Formatted, format, null, EquatableArray<string>.Empty, IsRestored: false, IsGenerated: true)));
            if (!KeyRules.IsGuidFormat(format))
                Refuse(Problem.UnsupportedKeyMember, template, name, "Guid", type.Name);
            return;
        }

        if (found is not { } symbol)
        {
            Refuse(Problem.UnknownKeyMember, template, name, type.Name);
            _parts.Add(new KeyPart(null, Guess(name, "object")));
            return;
        }

        var memberType = symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)symbol).Type;
        var member = MemberOf(symbol, memberType, format);
        if (member is null)
            Refuse(Problem.UnsupportedKeyMember, template, name, Names.ForPeople(memberType), type.Name);
        else if (!SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type))
            member = member with { DeclaredIn = context.NameOf(symbol.ContainingType) };
        _parts.Add(new KeyPart(null, member ?? Guess(name, Names.WithoutNull(memberType))));
    }

    /// <summary>A member of a key that is refused: good enough for code that gives it a value.</summary>
    private KeyMember Guess(string name, string typeName)
    {
        var parameter = Parameter(Names.Identifier(name));
        while (_parts.Any(p => p.Member is { } other && other.Name != name && other.Parameter == parameter))
            parameter += "_";
        return new KeyMember(name, parameter, typeName, KeyKind.None, null, null, EquatableArray<string>.Empty, IsRestored: false);
    }

    private static string Parameter(string name)
    {
        var parameter = Names.Camel(name);
        return Reserved.Contains(parameter) ? parameter + "Part" : Names.Escape(parameter);
    }

    private ISymbol? Find(string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            foreach (var member in t.GetMembers(name))
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null }
                        or IFieldSymbol { IsStatic: false, IsConst: false }
                    && context.Compilation.IsSymbolAccessibleWithin(member, type, type))
                {
                    return member;
                }
            }
        }

        return null;
    }

    // What JSON does not carry would be empty after a read, and the document could not be written back under its key.
    private bool IsRestored(ISymbol symbol) =>
        context.JsonOf(symbol).Condition is IgnoreCondition.Always or IgnoreCondition.WhenReading
        && symbol switch
        {
            IFieldSymbol field => !field.IsReadOnly || SymbolEqualityComparer.Default.Equals(field.ContainingType, type),
            IPropertySymbol { SetMethod: { } setter } => context.Compilation.IsSymbolAccessibleWithin(setter, type, type),
            _ => false,
        };

    private KeyMember? MemberOf(ISymbol symbol, ITypeSymbol type, string? format)
    {
        KeyMember Member(KeyKind kind, string? cast = null, EquatableArray<string> names = default) =>
            new(
                Names.Escape(symbol.Name),
                Parameter(symbol.Name),
                Names.WithoutNull(type),
                kind,
                kind == KeyKind.EnumNumber ? null : format,
                cast,
                names,
                IsRestored(symbol));

        if (type.SpecialType == SpecialType.System_String)
            return format is null ? Member(KeyKind.Text) : null;
        if (ScalarTypes.IsCounter(type))
            return KeyRules.IsIntegerFormat(format) ? Member(KeyKind.Formatted) : null;
        if (ScalarTypes.FullName(type) == "System.Guid")
            return KeyRules.IsGuidFormat(format) ? Member(KeyKind.Formatted) : null;
        if (ScalarTypes.FullName(type) == "System.DateOnly")
            return KeyRules.IsDateFormat(format) ? Member(KeyKind.Formatted) : null;
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
            return null;

        if (format is "d" or "D")
            return Member(KeyKind.EnumNumber, Names.Of(enumeration.EnumUnderlyingType!));
        return format is null
            ? Member(KeyKind.EnumName, names: enumeration.GetMembers().OfType<IFieldSymbol>().Where(static f => f.IsConst)
                .GroupBy(static f => f.ConstantValue).Select(static g => g.First().Name).ToEquatableArray())
            : null;
    }

    /// <summary>Reports what makes the template unusable: the first mistake, as others may be its consequences.</summary>
    private void Refuse(Problem problem, params string[] arguments)
    {
        if (_isUsable)
            context.Report(problem, location, arguments);
        _isUsable = false;
    }
}
