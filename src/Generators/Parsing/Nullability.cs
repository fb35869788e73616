using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Whether a declaration allows null, as it is written in the type that declares the member.</summary>
internal static class Nullability
{
    /// <summary>Whether a null in JSON contradicts the declaration of the member, or of the parameter that takes it.</summary>
    public static bool RefusesRead(JsonMember member, IParameterSymbol? parameter, JsonConventions conventions)
    {
        if (!conventions.RespectsNullability)
            return false;
        return parameter is not null
            ? Refuses(parameter.OriginalDefinition.Type, parameter, "AllowNullAttribute", "DisallowNullAttribute")
            : Refuses(DeclaredType(member.Symbol), member.Symbol, "AllowNullAttribute", "DisallowNullAttribute");
    }

    /// <summary>Whether a null from the member contradicts its declaration.</summary>
    public static bool RefusesWritten(JsonMember member, JsonConventions conventions) =>
        conventions.RespectsNullability
        && Refuses(DeclaredType(member.Symbol), member.Symbol, "MaybeNullAttribute", "NotNullAttribute");

    private static ITypeSymbol DeclaredType(ISymbol member) =>
        member is IPropertySymbol property ? property.OriginalDefinition.Type : ((IFieldSymbol)member).OriginalDefinition.Type;

    private static bool Refuses(ITypeSymbol type, ISymbol symbol, string allowing, string refusing)
    {
        if (type.IsValueType)
            return false;

        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == allowing)
                return false;
            if (attribute.AttributeClass?.Name == refusing)
                return true;
        }

        if (type.NullableAnnotation == NullableAnnotation.Annotated)
            return false;

        // A type parameter without a constraint may stand for a nullable type.
        return type is ITypeParameterSymbol parameter
            ? parameter.HasNotNullConstraint || parameter is { HasReferenceTypeConstraint: true, ReferenceTypeConstraintNullableAnnotation: NullableAnnotation.NotAnnotated }
            : type.NullableAnnotation == NullableAnnotation.NotAnnotated;
    }
}
