using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.CodeFixes;

/// <summary>SET2020: uses the collection that is nearest to one that cannot be read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseReadableCollectionFix))]
[Shared]
public sealed class UseReadableCollectionFix() : ChangeTypeFix("SET2020")
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Use a collection that can be read";

    private protected override TypeSyntax? Replacement(TypeSyntax part, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue("4", out var template) || string.IsNullOrEmpty(template))
            return null;

        // The reported type as it stands in source, perhaps behind its namespace.
        var name = (part is QualifiedNameSyntax qualified ? qualified.Right : part) as SimpleNameSyntax;
        var reported = diagnostic.Properties["1"]!.Split('<')[0];
        if (name is null || name.Identifier.ValueText != reported)
            return null;

        object[] arguments = name is GenericNameSyntax generic ? [.. generic.TypeArgumentList.Arguments.Select(static a => a.ToString())] : [];
        return Parse(string.Format(template, arguments));
    }
}
