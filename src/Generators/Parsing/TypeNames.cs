using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Settee.Generators.Parsing;

/// <summary>
/// Names of types, fully qualified with nullable annotations, as the compiler's own display gives them. Every member needs several, and
/// that display is most of what parsing costs by itself; so common types are put together here, and the others are left to it.
/// </summary>
internal static class TypeNames
{
    /// <summary>Fully qualified with nullable annotations, which the predefined format drops.</summary>
    public static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    // Weak, so that no compilation outlives its use.
    private static readonly ConditionalWeakTable<INamespaceSymbol, string> Spaces = new();

    public static string Of(ITypeSymbol type)
    {
        var text = new StringBuilder(96);
        return TryAppend(text, type, withNull: true) ? text.ToString() : type.ToDisplayString(Format);
    }

    public static string WithoutNull(ITypeSymbol type)
    {
        var text = new StringBuilder(96);
        return TryAppend(text, type, withNull: false)
            ? text.ToString()
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Format);
    }

    /// <summary>The name of a namespace, without escapes; empty for the global one.</summary>
    public static string OfNamespace(INamespaceSymbol? space) =>
        space is null or { IsGlobalNamespace: true }
            ? ""
            : Spaces.GetValue(space, static s => OfNamespace(s.ContainingNamespace) is { Length: > 0 } outer ? outer + "." + s.Name : s.Name);

    private static bool TryAppend(StringBuilder text, ITypeSymbol type, bool withNull)
    {
        if (KeywordOf(type.SpecialType) is { } keyword)
            text.Append(keyword);
        else if (!(type is INamedTypeSymbol named && TryAppend(text, named)))
            return false;

        if (withNull && type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
            text.Append('?');
        return true;
    }

    private static bool TryAppend(StringBuilder text, INamedTypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && !type.IsUnboundGenericType)
        {
            if (!TryAppend(text, type.TypeArguments[0], withNull: true))
                return false;
            text.Append('?');
            return true;
        }

        if (type.TypeKind is TypeKind.Error || type.IsTupleType || type.IsUnboundGenericType || type.IsFileLocal || type.IsNativeIntegerType
            || NeedsEscape(type.Name))
        {
            return false;
        }

        if (!TryAppendContainer(text, type))
            return false;

        text.Append(type.Name);
        if (type.Arity == 0)
            return true;

        text.Append('<');
        foreach (var argument in type.TypeArguments)
        {
            if (text[text.Length - 1] != '<')
                text.Append(", ");
            if (!TryAppend(text, argument, withNull: true))
                return false;
        }

        text.Append('>');
        return true;
    }

    private static bool TryAppendContainer(StringBuilder text, INamedTypeSymbol type)
    {
        if (type.ContainingType is { } container)
        {
            if (!TryAppend(text, container))
                return false;
            text.Append('.');
            return true;
        }

        text.Append("global::");
        for (var s = type.ContainingNamespace; s is { IsGlobalNamespace: false }; s = s.ContainingNamespace)
        {
            if (NeedsEscape(s.Name))
                return false;
        }

        if (OfNamespace(type.ContainingNamespace) is { Length: > 0 } space)
            text.Append(space).Append('.');
        return true;
    }

    private static bool NeedsEscape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;

    private static string? KeywordOf(SpecialType type) => type switch
    {
        SpecialType.System_Object => "object",
        SpecialType.System_String => "string",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Char => "char",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        _ => null,
    };
}
