using System.Text;

namespace Settee.Analyzers.Tests;

/// <summary>
/// docs/rules/README.md is made from the register of released rules. After a change of the register run the tests with
/// SETTEE_UPDATE_DOCS=1 and commit the page.
/// </summary>
public sealed class RuleIndexTests
{
    [Fact]
    public void The_index_of_the_pages_is_that_of_the_register()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Toolkit.sln")))
            root = root.Parent;

        var page = Path.Combine(root.FullName, "docs", "rules", "README.md");
        var expected = Describe(File.ReadAllLines(Path.Combine(root.FullName, "src", "Analyzers", "AnalyzerReleases.Unshipped.md")), Path.GetDirectoryName(page)!);
        if (Environment.GetEnvironmentVariable("SETTEE_UPDATE_DOCS") == "1")
            File.WriteAllText(page, expected);

        Assert.True(
            File.Exists(page) && File.ReadAllText(page).ReplaceLineEndings("\n") == expected,
            "docs/rules/README.md is out of date; run the tests with SETTEE_UPDATE_DOCS=1.");
    }

    private static string Describe(IEnumerable<string> register, string pages)
    {
        var text = new StringBuilder(
            """
            # Rules

            What the analyzers of the package report. Ids are permanent; a rule that is retired keeps its number.

            | Id | Severity | Title | Code fix |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var row in register.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(row => row.Length == 4 && row[0].StartsWith("SET", StringComparison.Ordinal)))
        {
            var fix = File.ReadAllText(Path.Combine(pages, row[0] + ".md")).Contains("There is no code fix", StringComparison.OrdinalIgnoreCase) ? "" : "yes";
            text.Append($"| [{row[0]}]({row[0]}.md) | {row[2]} | {row[3]} | {fix} |\n");
        }

        return text.ToString();
    }
}
