using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2013: gives a constructor parameter the type of its member.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseMemberTypeFix))]
[Shared]
public sealed class UseMemberTypeFix() : ChangeTypeFix("SET2013")
{
    private protected override string TitleOf(Diagnostic diagnostic) => $"Change the type to {diagnostic.Properties["4"]}";

    private protected override TypeSyntax? Replacement(TypeSyntax part, Diagnostic diagnostic) =>
        SyntaxFactory.ParseTypeName(diagnostic.Properties["4"]!);
}
