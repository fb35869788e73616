using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2024: keeps extension data in a dictionary of elements.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseUntypedExtensionFix))]
[Shared]
public sealed class UseUntypedExtensionFix() : ChangeTypeFix("SET2024")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Change the type to Dictionary<string, JsonElement>";

    private protected override TypeSyntax? Replacement(TypeSyntax part, Diagnostic diagnostic) =>
        part is NullableTypeSyntax ? null : Parse("System.Collections.Generic.Dictionary<string, System.Text.Json.JsonElement>");
}
