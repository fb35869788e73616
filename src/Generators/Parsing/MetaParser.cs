using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Finds the members that carry metadata; their types say which.</summary>
internal static class MetaParser
{
    public static MetaModel Parse(INamedTypeSymbol type, ParseContext context)
    {
        MetaMember? cas = null, key = null, expiry = null;
        for (var t = type; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            foreach (var member in t.GetMembers())
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (member is not (IPropertySymbol or IFieldSymbol) || member.IsImplicitlyDeclared || !context.JsonOf(member).IsMeta)
                    continue;

                var memberType = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
                if (SymbolEqualityComparer.Default.Equals(memberType, context.Known.Cas))
                    Take(ref cas, member);
                else if (IsKeyOf(memberType, type, context))
                    Take(ref key, member);
                else if (IsNullableInstant(memberType))
                    Take(ref expiry, member);
                else
                    context.Report(Problem.WrongMetaType, member, member.Name, Names.ForPeople(memberType), type.Name);
            }
        }

        return new MetaModel(cas, key, expiry);

        void Take(ref MetaMember? place, ISymbol member)
        {
            if (place is not null)
                context.Report(Problem.DuplicateMeta, member, member.Name, place.Name);

            var setter = member is IPropertySymbol property ? property.SetMethod : member;
            var canAssign = setter is not null && context.Compilation.IsSymbolAccessibleWithin(setter, type, type)
                && member is not IFieldSymbol { IsReadOnly: true };
            place ??= new MetaMember(
                Names.Escape(member.Name),
                canAssign,
                member is IPropertySymbol { SetMethod.IsInitOnly: true } initOnly
                    ? new InitOnlySetter(context.NameOf(member.ContainingType), Names.Of(initOnly.Type))
                    : null);
        }
    }

    private static bool IsKeyOf(ITypeSymbol memberType, INamedTypeSymbol type, ParseContext context) =>
        memberType is INamedTypeSymbol { TypeArguments: [var document] } named
        && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, context.Known.DocumentKey)
        && SymbolEqualityComparer.Default.Equals(document, type);

    private static bool IsNullableInstant(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
        && ScalarTypes.FullName(value) == "System.DateTimeOffset";
}
