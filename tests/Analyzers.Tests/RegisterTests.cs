using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests;

/// <summary>Every id has a row in the register, a page, tests, and a fix or a sentence why there is none.</summary>
public sealed partial class RegisterTests
{
    private static readonly string Root = FindRoot();

    private static readonly DiagnosticDescriptor[] Supported = [.. Verify.Analyzers.SelectMany(static a => a.SupportedDiagnostics)];

    public static TheoryData<string> Ids => [.. Supported.Select(static d => d.Id)];

    [Fact]
    public void Ids_are_unique_and_in_the_register()
    {
        var ids = Supported.Select(static d => d.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);

        var register = File.ReadAllText(Path.Combine(Root, "src", "Analyzers", "AnalyzerReleases.Unshipped.md"))
            + File.ReadAllText(Path.Combine(Root, "src", "Analyzers", "AnalyzerReleases.Shipped.md"));
        Assert.Equal(ids.Order(), RowPattern().Matches(register).Select(static m => m.Value).Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_id_has_a_page(string id)
    {
        var descriptor = Supported.Single(d => d.Id == id);
        var page = File.ReadAllText(Path.Combine(Root, "docs", "rules", id + ".md"));
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        foreach (var heading in new[] { "## Cause", "## Example", "## How to fix", "## When to suppress" })
            Assert.Contains(heading, page, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/rules/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Fixes_belong_to_rules_and_fix_all()
    {
        var ids = Supported.Select(static d => d.Id).ToHashSet();
        var fixes = typeof(CodeFixes.MakePartialFix).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && t.IsAssignableTo(typeof(CodeFixProvider)))
            .Select(static t => (CodeFixProvider)Activator.CreateInstance(t)!)
            .ToList();
        Assert.NotEmpty(fixes);
        Assert.All(fixes, f => Assert.All(f.FixableDiagnosticIds, id => Assert.Contains(id, ids)));
        Assert.All(fixes, static f => Assert.NotNull(f.GetFixAllProvider()));
    }

    [Fact]
    public void Suspicions_are_warnings_as_nobody_sees_less_on_a_command_line() =>
        Assert.All(
            Supported,
            static d => Assert.True(
                d.DefaultSeverity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning

                // A tree is no mistake: worth knowing in an editor, not in every build.
                || d.Id == "SET2029"));

    [Fact]
    public void The_components_reference_only_what_every_host_has()
    {
        string[] allowed =
        [
            "netstandard 2.0.0.0", "Microsoft.CodeAnalysis 4.14.0.0", "Microsoft.CodeAnalysis.CSharp 4.14.0.0",
            "System.Collections.Immutable 9.0.0.0", "System.Memory 4.0.1.2",
        ];
        Assert.Empty(References(typeof(DocumentAnalyzer)).Except(allowed));

        // The fixes run in editors only, which have these as well.
        Assert.Empty(References(typeof(CodeFixes.MakePartialFix)).Except(
            [.. allowed, "Microsoft.CodeAnalysis.Workspaces 4.14.0.0", "Microsoft.CodeAnalysis.CSharp.Workspaces 4.14.0.0", "System.Composition.AttributedModel 9.0.0.0"]));

        static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies().Select(static a => $"{a.Name} {a.Version}");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Toolkit.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("No Toolkit.sln above the test assembly.");
    }

    [GeneratedRegex(@"^SET\d{4}(?= \|)", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
