using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2021: uses an array of arrays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseJaggedArrayFix))]
[Shared]
public sealed class UseJaggedArrayFix() : ChangeTypeFix("SET2021")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Use an array of arrays";

    private protected override TypeSyntax? Replacement(TypeSyntax part, Diagnostic diagnostic)
    {
        if (part is not ArrayTypeSyntax array || array.RankSpecifiers.All(static r => r.Rank == 1))
            return null;

        var ranks = array.RankSpecifiers.SelectMany(static r => Enumerable.Repeat(SyntaxFactory.ArrayRankSpecifier(), r.Rank));
        return array.WithRankSpecifiers([.. ranks]);
    }
}
