using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <content>Namespaces and names of the patch and field types of plain types.</content>
internal sealed partial class TypeMapper
{
    /// <summary>
    /// Where the patch and field types of a type go: beside it, or beside the codecs if it is of another assembly, which may well have emitted
    /// such types itself.
    /// </summary>
    private string PathNamespaceOf(INamedTypeSymbol type) =>
        IsForeign(type) ? context.CodecNamespace : Names.NamespaceInCode(type);

    /// <summary>What the names of a type's patch and field types begin with.</summary>
    public string PathNameOf(INamedTypeSymbol type)
    {
        if (IsForeign(type))
            return Names.Unique(type) + context.Suffix;

        // A document has a patch type of its own; as a part of another document it needs a second one.
        return Names.Identifier(PathPartOf(type, type)) + (IsDocument(type) ? "Part" : "") + context.Suffix;
    }

    private bool IsForeign(INamedTypeSymbol type) =>
        !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Compilation.Assembly);

    /// <summary>A type as part of the name of another: short where it is clear, which is beside that type and in the framework.</summary>
    private static string PathPartOf(ITypeSymbol type, INamedTypeSymbol neighbour)
    {
        if (type is IArrayTypeSymbol array)
            return PathPartOf(array.ElementType, neighbour) + "Array";

        var isClear = SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, neighbour.ContainingNamespace);
        return type is INamedTypeSymbol named && (isClear || IsFromFramework(named))
            ? Names.Joined(named) + string.Concat(named.TypeArguments.Select(a => "Of" + PathPartOf(a, neighbour)))
            : Names.Unique(type);
    }

    public bool IsDocument(INamedTypeSymbol type) =>
        type.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, context.Known.DocumentAttribute));
}
