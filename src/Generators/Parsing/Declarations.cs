using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>How types are declared, and how to reopen them.</summary>
internal static class Declarations
{
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
                && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return false;
            }
        }

        return !type.DeclaringSyntaxReferences.IsEmpty;
    }

    /// <summary>The containers of a type, from the outside in.</summary>
    public static EquatableArray<PartialModel> ContainersOf(INamedTypeSymbol type)
    {
        var containers = new List<PartialModel>();
        for (var t = type.ContainingType; t is not null; t = t.ContainingType)
            containers.Insert(0, PartialOf(t));
        return containers.ToEquatableArray();
    }

    public static PartialModel PartialOf(INamedTypeSymbol type)
    {
        var keyword = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { IsValueType: true } => "struct",
            _ => "class",
        };
        return new PartialModel(keyword, Names.Escape(type.Name));
    }

    public static Visibility VisibilityOf(INamedTypeSymbol type)
    {
        var visibility = Visibility.Public;
        for (var t = type; t is not null; t = t.ContainingType)
        {
            var own = t.DeclaredAccessibility switch
            {
                Accessibility.Public => Visibility.Public,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => Visibility.Internal,
                _ => Visibility.Private,
            };
            visibility = own < visibility ? own : visibility;
        }

        return visibility;
    }
}
