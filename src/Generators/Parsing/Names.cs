using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Settee.Generators.Parsing;

/// <summary>How symbols and texts become names in emitted code.</summary>
internal static class Names
{
    private static readonly SymbolDisplayFormat Readable = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>The type as code names it, with nullable annotations.</summary>
    public static string Of(ITypeSymbol type) => TypeNames.Of(type);

    public static string WithoutNull(ITypeSymbol type) => TypeNames.WithoutNull(type);

    public static string ForPeople(ITypeSymbol type) => type.ToDisplayString(Readable);

    /// <summary>A symbol's name is unescaped; in code, keywords need their sign.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>Namespace and containers of a type with its metadata name, as in <c>Shop.Outer.Inner</c>.</summary>
    public static string Metadata(INamedTypeSymbol type)
    {
        var name = type.Arity > 0 ? type.Name + "_" + type.Arity.ToString(CultureInfo.InvariantCulture) : type.Name;
        if (type.ContainingType is { } container)
            return Metadata(container) + "." + name;
        return Namespace(type) is { Length: > 0 } space ? space + "." + name : name;
    }

    public static string Namespace(INamedTypeSymbol type) =>
        TypeNames.OfNamespace(type.ContainingNamespace);

    /// <summary>The namespace as it stands in code, with escaped keywords.</summary>
    public static string NamespaceInCode(INamedTypeSymbol type)
    {
        var space = Namespace(type);
        return space.Length == 0 ? space : string.Join(".", Array.ConvertAll(space.Split('.'), Escape));
    }

    /// <summary>A type's own name after those of its containers, as in <c>OuterInner</c>.</summary>
    public static string Joined(INamedTypeSymbol type) =>
        type.ContainingType is { } container ? Joined(container) + type.Name : type.Name;

    /// <summary>A name for a type that is unique in its assembly and legal as an identifier.</summary>
    public static string Unique(ITypeSymbol type)
    {
        var text = new StringBuilder();
        AppendUnique(text, type);
        return text.ToString();
    }

    /// <summary>A text as part of an identifier.</summary>
    public static string Identifier(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
            result.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        if (result.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(result[0]))
            result.Insert(0, '_');
        return result.ToString();
    }

    /// <summary><c>airline_routes</c> as <c>AirlineRoutes</c>; never pluralised.</summary>
    public static string Pascal(string text)
    {
        var result = new StringBuilder(text.Length);
        var start = true;
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c))
            {
                start = true;
                continue;
            }

            result.Append(start ? char.ToUpperInvariant(c) : c);
            start = false;
        }

        return Identifier(result.ToString());
    }

    /// <summary>The naming policy "camelCase": leading capitals become small, up to the one that begins the next word.</summary>
    public static string Camel(string name)
    {
        if (name.Length == 0 || !char.IsUpper(name[0]))
            return name;

        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (i == 1 && !char.IsUpper(letters[i]))
                break;

            var hasNext = i + 1 < letters.Length;
            if (i > 0 && hasNext && !char.IsUpper(letters[i + 1]))
            {
                // A space is the only separator that ends the run and still lowers this letter.
                if (letters[i + 1] == ' ')
                    letters[i] = char.ToLowerInvariant(letters[i]);
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    private static void AppendUnique(StringBuilder text, ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AppendUnique(text, array.ElementType);
                text.Append("_Array");
                break;
            case INamedTypeSymbol named:
                // Underscores are doubled, so that a separator cannot be taken for a part of a name.
                text.Append(Metadata(named.OriginalDefinition).Replace("_", "__").Replace('.', '_'));
                foreach (var argument in AllArguments(named))
                {
                    text.Append("_of_");
                    AppendUnique(text, argument);
                }

                break;
            default:
                text.Append(type.Name);
                break;
        }
    }

    private static IEnumerable<ITypeSymbol> AllArguments(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            foreach (var argument in t.TypeArguments)
                yield return argument;
        }
    }
}
