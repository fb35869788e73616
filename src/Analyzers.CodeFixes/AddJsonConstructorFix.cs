using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2003, SET2011: marks the constructor that reading should use.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddJsonConstructorFix))]
[Shared]
public sealed class AddJsonConstructorFix() : DocumentFix("SET2003", "SET2011")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Add [JsonConstructor]";

    private protected override SyntaxNode Fix(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, SemanticModel model)
    {
        var constructors = new HashSet<ConstructorDeclarationSyntax>();
        foreach (var diagnostic in diagnostics)
        {
            var reported = root.FindNode(diagnostic.Location.SourceSpan);
            var constructor = reported.FirstAncestorOrSelf<ConstructorDeclarationSyntax>()
                ?? (reported.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? FullestOf(type, model) : null);
            if (constructor is not null)
                constructors.Add(constructor);
        }

        return root.ReplaceNodes(
            constructors, static (_, constructor) => Attributes.Add(constructor, "System.Text.Json.Serialization.JsonConstructor"));
    }

    /// <summary>The constructor with the most parameters, if each of them has a member that fills it.</summary>
    private static ConstructorDeclarationSyntax? FullestOf(TypeDeclarationSyntax type, SemanticModel model) =>
        type.Members
            .OfType<ConstructorDeclarationSyntax>()
            .Where(c => model.GetDeclaredSymbol(c) is IMethodSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } constructor
                && constructor.Parameters.All(p => p.RefKind == RefKind.None && HasMember(constructor.ContainingType, p)))
            .OrderByDescending(static c => c.ParameterList.Parameters.Count)
            .FirstOrDefault();

    private static bool HasMember(INamedTypeSymbol type, IParameterSymbol parameter)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().Any(m => m is IPropertySymbol { IsStatic: false } property
                && string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type)))
            {
                return true;
            }
        }

        return false;
    }
}
