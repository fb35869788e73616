using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>
/// Says why a member has no codec: which part of its type is the cause, and what to do about it. Asked only after mapping has failed, so
/// that it costs nothing where all is well.
/// </summary>
internal sealed class RefusedTypes(TypeMapper mapper, ParseContext context)
{
    public void Report(JsonMember member) => Report(member.Symbol, member.Type, member.Json.Converter);

    private void Report(ISymbol member, ITypeSymbol type, INamedTypeSymbol? converter)
    {
        var cause = CauseOf(type, converter) ?? Unknown(type);
        context.Report(
            cause.Problem, member, member.Name, Names.ForPeople(cause.Type), member.ContainingType.Name, cause.Advice, cause.Replacement ?? "");
    }

    private Refusal CauseOfPart(ITypeSymbol part) => CauseOf(part, null) ?? Unknown(part);

    private static Refusal Unknown(ITypeSymbol type) => new(Problem.UnsupportedMemberType, type);

    /// <summary>The innermost cause; null when all that is known is that there is no codec.</summary>
    private Refusal? CauseOf(ITypeSymbol type, INamedTypeSymbol? converter)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        if (converter is not null)
            return new Refusal(Problem.UnusableConverter, type, converter.Name);

        switch (type)
        {
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }:
                return CauseOfPart(value);
            case IArrayTypeSymbol { Rank: > 1 } array:
                return new Refusal(Problem.MultidimensionalArray, array, Jagged(array));
            case IArrayTypeSymbol array:
                return CauseOfPart(array.ElementType);
            case { SpecialType: SpecialType.System_IntPtr }:
                return new Refusal(Problem.NativeNumber, type, "long");
            case { SpecialType: SpecialType.System_UIntPtr }:
                return new Refusal(Problem.NativeNumber, type, "ulong");
            case INamedTypeSymbol named:
                return CauseOf(named);
            default:
                return null;
        }
    }

    private Refusal? CauseOf(INamedTypeSymbol type)
    {
        if (context.JsonOf(type).Converter is { } converter)
            return new Refusal(Problem.UnusableConverter, type, converter.Name);
        if (!context.Compilation.IsSymbolAccessibleWithin(type, context.Compilation.Assembly))
            return new Refusal(Problem.InaccessibleMemberType, type);
        if (PartOf(type) is { } part)
            return part;
        if (ForeignTypes.Find(type) is { } foreign)
            return foreign;
        if (type.TypeKind == TypeKind.Delegate)
            return null;
        if (ElementsOf(type) is { } collection)
            return new Refusal(Problem.UnreadableCollection, type, "use " + collection + ", or give it Add and a public constructor without parameters");
        return type.IsAbstract && !TypeMapper.IsFromFramework(type) ? new Refusal(Problem.AbstractMemberType, type) : null;
    }

    /// <summary>A collection that is well in itself, but not with what it holds.</summary>
    private Refusal? PartOf(INamedTypeSymbol type)
    {
        var name = ScalarTypes.FullName(type);
        if (CollectionTypes.MapFormat(name) is not null)
            return PartOf(type.TypeArguments[0], type.TypeArguments[1]);
        if (CollectionTypes.SequenceFormat(name) is not null)
            return CauseOfPart(type.TypeArguments[0]);

        if (TypeMapper.IsFromFramework(type) || type.IsAbstract)
            return null;
        if (type.AllInterfaces.FirstOrDefault(static i => i.MetadataName == "IDictionary`2") is { } map)
            return PartOf(map.TypeArguments[0], map.TypeArguments[1]);
        return type.AllInterfaces.FirstOrDefault(static i => i.MetadataName == "ICollection`1") is { TypeArguments: [var element] }
            && mapper.Map(element) is null
                ? CauseOfPart(element)
                : null;
    }

    private Refusal? PartOf(ITypeSymbol key, ITypeSymbol value) =>
        mapper.Map(value) is null ? CauseOfPart(value) : new Refusal(Problem.UnsupportedDictionaryKey, key);

    /// <summary>A readable collection of the same elements; null for what is no collection.</summary>
    private static string? ElementsOf(INamedTypeSymbol type)
    {
        var interfaces = type.AllInterfaces;
        if (interfaces.FirstOrDefault(static i => i.MetadataName is "IDictionary`2" or "IReadOnlyDictionary`2") is { } map)
            return $"Dictionary<{Names.ForPeople(map.TypeArguments[0])}, {Names.ForPeople(map.TypeArguments[1])}>";
        return interfaces.FirstOrDefault(static i => i.MetadataName == "IEnumerable`1") is { } sequence
            ? $"List<{Names.ForPeople(sequence.TypeArguments[0])}>"
            : null;
    }

    private static string Jagged(IArrayTypeSymbol array)
    {
        var text = "";
        ITypeSymbol element = array;
        for (; element is IArrayTypeSymbol inner; element = inner.ElementType)
            text += string.Concat(Enumerable.Repeat("[]", inner.Rank));
        return Names.ForPeople(element) + text;
    }
}

/// <summary>Why a type has no codec.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Type">The type that is the cause; a part of the member's type, or all of it.</param>
/// <param name="Advice">What to do, for the message.</param>
/// <param name="Replacement">The type to use instead, with places for type arguments.</param>
internal sealed record Refusal(Problem Problem, ITypeSymbol Type, string Advice = "", string? Replacement = null);
