using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2016: uses a number that has the same size everywhere.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseFixedSizeNumberFix))]
[Shared]
public sealed class UseFixedSizeNumberFix() : ChangeTypeFix("SET2016")
{
    private protected override string TitleOf(Diagnostic diagnostic) => $"Change the type to {diagnostic.Properties["3"]}";

    private protected override TypeSyntax? Replacement(TypeSyntax part, Diagnostic diagnostic) =>
        part is not NullableTypeSyntax && part.ToString() is "nint" or "nuint" or "IntPtr" or "UIntPtr" or "System.IntPtr" or "System.UIntPtr"
            ? SyntaxFactory.ParseTypeName(diagnostic.Properties["3"]!)
            : null;
}
