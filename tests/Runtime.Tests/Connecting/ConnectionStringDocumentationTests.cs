using System.Text;
using Settee.Connecting;

namespace Runtime.Tests.Connecting;

/// <summary>
/// The table of parameters in docs/connection-string.md is written from the model. After a change run the tests once with the
/// environment variable SETTEE_UPDATE_DOCS=1 and commit the page.
/// </summary>
public sealed class ConnectionStringDocumentationTests
{
    private const string Begin = "<!-- parameters: written by ConnectionStringDocumentationTests -->";
    private const string End = "<!-- end of parameters -->";

    [Fact]
    public void The_documented_parameters_are_those_of_the_model()
    {
        var path = PagePath();
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, "The markers around the table are missing.");

        var expected = page[..begin] + Begin + "\n" + Table() + page[end..];
        if (Environment.GetEnvironmentVariable("SETTEE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, expected);
        else
            Assert.True(expected == page, "docs/connection-string.md is out of date; run the tests with SETTEE_UPDATE_DOCS=1.");
    }

    private static string Table()
    {
        var table = new StringBuilder("| Parameter | Type | Default | Option in code | Meaning |\n|---|---|---|---|---|\n");
        foreach (var parameter in ConnectionParameters.All)
        {
            var names = string.Join(", ", parameter.Names.Select(name => $"`{name}`"));
            var option = parameter.Sets == "the scheme" ? parameter.Sets : $"`{parameter.Sets}`";
            table.Append($"| {names} | {parameter.Type} | {parameter.Default} | {option} | {parameter.Meaning} |\n");
        }

        table.Append("\nRead without effect, because other Couchbase clients know them: ")
            .AppendJoin(", ", ConnectionParameters.WithoutEffect.Order(StringComparer.Ordinal).Select(name => $"`{name}`"))
            .Append(".\n");
        return table.ToString();
    }

    private static string PagePath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Toolkit.sln")))
            folder = folder.Parent;

        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, "docs", "connection-string.md");
    }
}
