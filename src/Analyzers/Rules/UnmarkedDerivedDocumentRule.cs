using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Settee.Analyzers.Rules;

/// <summary>Types that derive from a document and have no attribute of their own, which is not inherited: nothing is generated for them.</summary>
internal static class UnmarkedDerivedDocumentRule
{
    /// <summary>Reports the type if it has instances and the nearest base with the attribute has some, too.</summary>
    public static void Check(SymbolAnalysisContext context, INamedTypeSymbol type, INamedTypeSymbol documentAttribute)
    {
        if (type.TypeKind != TypeKind.Class || type.IsAbstract)
            return;

        for (var t = type.BaseType; t is { SpecialType: not SpecialType.System_Object }; t = t.BaseType)
        {
            var attributes = t.GetAttributes();
            if (!attributes.Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, documentAttribute)))
                continue;

            // A document that declares derived types is an error of its own, of which this would be a mere consequence.
            if (attributes.Any(static a => a.AttributeClass?.Name is "JsonDerivedTypeAttribute" or "JsonPolymorphicAttribute"))
                return;

            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnmarkedDerivedDocument, type.Locations[0], type.Name, t.Name));
            return;
        }
    }
}
