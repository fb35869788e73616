using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Numbers that may stand in strings.</summary>
internal static class NumberTypes
{
    /// <summary>The codec of a number, wrapped for what is asked of it.</summary>
    public static string Handled(ITypeSymbol type, string codec, NumberHandling handling)
    {
        var name = Names.Of(type);
        if ((handling & NumberHandling.AllowNamedFloatingPointLiterals) != 0 && IsFloating(type))
            codec = $"{CollectionTypes.Runtime}NamedNumberCodec<{name}, {codec}>";
        if ((handling & NumberHandling.AllowReadingFromString) != 0)
            codec = $"{CollectionTypes.Runtime}NumberFromTextCodec<{name}, {codec}>";
        return (handling & NumberHandling.WriteAsString) != 0 ? $"{CollectionTypes.Runtime}NumberAsTextCodec<{name}, {codec}>" : codec;
    }

    public static bool IsNumber(ITypeSymbol type) =>
        ScalarTypes.IsInteger(type) || IsFloating(type) || type.SpecialType == SpecialType.System_Decimal;

    /// <summary>A number or the nullable of one: what handling that is said of a collection reaches in it.</summary>
    public static bool IsElement(ITypeSymbol type) => IsNumber(Bare(type));

    /// <summary>Whether handling can be said of a member of this type.</summary>
    public static bool IsHandled(ITypeSymbol type)
    {
        if (IsElement(type))
            return true;
        if (type is IArrayTypeSymbol array)
            return IsElement(array.ElementType);
        if (type.SpecialType == SpecialType.System_String || type is not INamedTypeSymbol named)
            return false;

        const SpecialType Enumerable = SpecialType.System_Collections_Generic_IEnumerable_T;
        var sequence = named.OriginalDefinition.SpecialType == Enumerable
            ? named
            : named.AllInterfaces.FirstOrDefault(static i => i.OriginalDefinition.SpecialType == Enumerable);
        return sequence?.TypeArguments[0] is { } element
            && (IsElement(element)
                || (element is INamedTypeSymbol { Name: "KeyValuePair", TypeArguments: [_, var value] } && IsElement(value)));
    }

    private static bool IsFloating(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Single or SpecialType.System_Double || ScalarTypes.FullName(type) == "System.Half";

    private static ITypeSymbol Bare(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
