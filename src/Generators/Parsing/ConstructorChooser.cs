using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>Chooses the constructor by the rules of System.Text.Json.</summary>
internal static class ConstructorChooser
{
    /// <summary>The constructor through which instances are read; null (and a problem) when there is none to choose.</summary>
    public static IMethodSymbol? Choose(INamedTypeSymbol type, bool isDocument, ParseContext context)
    {
        var constructors = type.InstanceConstructors.Where(c => !IsCopyConstructor(c, type)).ToList();

        var marked = constructors.Where(c => context.JsonOf(c).IsConstructor).ToList();
        if (marked.Count == 1)
            return marked[0];
        if (marked.Count > 1)
        {
            foreach (var another in marked.Skip(1))
                context.Report(Problem.SeveralJsonConstructors, another, type.Name);
            return null;
        }

        var parameterless = constructors.FirstOrDefault(static c => c.Parameters.IsEmpty);
        if (type.MetadataName == "KeyValuePair`2")
            return constructors.First(static c => c.Parameters.Length == 2);
        if (type.IsValueType)
            return parameterless;

        // The emitted part of a document reaches its private constructors as well.
        if (parameterless is not null && (isDocument || parameterless.DeclaredAccessibility == Accessibility.Public))
            return parameterless;

        var open = constructors.Where(static c => c.DeclaredAccessibility == Accessibility.Public).ToList();
        if (open.Count == 1)
            return open[0];

        if (open.Count == 0)
            context.Report(Problem.InaccessibleConstructor, constructors.FirstOrDefault() ?? (ISymbol)type, type.Name);
        else
            context.Report(Problem.SeveralConstructors, type, type.Name);
        return null;
    }

    /// <summary>The constructor that a positional record struct, or a struct with a parameter list, obliges all others to call.</summary>
    public static IMethodSymbol? PrimaryOf(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(static c =>
            !c.Parameters.IsEmpty
            && c.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax);

    public static bool SetsRequiredMembers(IMethodSymbol constructor)
    {
        foreach (var attribute in constructor.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute")
                return true;
        }

        return false;
    }

    private static bool IsCopyConstructor(IMethodSymbol constructor, INamedTypeSymbol type) =>
        type.IsRecord && constructor.Parameters is [{ Type: var only }] && SymbolEqualityComparer.Default.Equals(only, type);
}
