using System.Text.RegularExpressions;
using Settee.Emulator;
using Settee.Tests.Support;

namespace Trimmed.Tests;

/// <summary>
/// The runtime and the generated code in an application that was trimmed fully, with reflection-based JSON and dynamic code switched off:
/// the publish gives no IL warning, and the application works.
/// </summary>
public sealed partial class TrimmedAppTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settee-trimmed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_fully_trimmed_application_works_without_a_warning()
    {
        var published = Path.Combine(_folder.FullName, "app");

        // Built apart from the repository's own outputs: other test projects build the same libraries at the same time.
        var output = await DotNet.RunAsync(
            DotNet.Repository, 0, "dotnet", "publish", "tests/Trimmed.Tests/App", "--configuration", "Release", "--output", published,
            "--artifacts-path", Path.Combine(_folder.FullName, "artifacts"));
        Assert.DoesNotMatch(IlWarning, output);

        var app = Path.Combine(published, OperatingSystem.IsWindows() ? "TrimmedApp.exe" : "TrimmedApp");
        var json = await DotNet.RunAsync(published, 0, app, "json");
        Assert.Contains("reflection-based JSON: False, {\"id\":1,\"name\":\"Köln Air\"", json);
        Assert.EndsWith("Köln Air", json.TrimEnd());

        // Every document of the differential suite becomes what it becomes here, where that suite compares it with reflection.
        var zoo = await DotNet.RunAsync(published, 0, app, "zoo");
        Assert.Equal(Settee.Generators.Tests.Differential.ZooCase.DescribeAll().Split('\n'), zoo.ReplaceLineEndings("\n").Split('\n'));

        await using var emulator = await CouchbaseEmulator.StartAsync();
        var run = await DotNet.RunAsync(
            published, 0, app, emulator.ConnectionString, "Administrator", "password");
        Assert.Contains("reflection-based JSON: False, dynamic code: False", run);
        Assert.Contains("airline::1: Köln Air, BNJ, 5 flights, charter", run);
        Assert.Contains("miss", run);
        Assert.Contains("Insert of 'airline::1' in default._default._default: the document is already there", run);
    }

    [GeneratedRegex(@"\bIL[23]\d{3}\b")]
    private static partial Regex IlWarning { get; }
}
