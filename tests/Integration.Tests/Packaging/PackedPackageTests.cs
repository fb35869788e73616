using System.Diagnostics;
using System.IO.Compression;

namespace Integration.Tests.Packaging;

/// <summary>The package as users get it: packed, restored from a folder feed, built and run in a project outside the repository.</summary>
public sealed class PackedPackageTests : IDisposable
{
    private const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    private readonly string _version = $"0.0.0-test.{DateTime.UtcNow.Ticks}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settee-package-");

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Toolkit.sln")))
                folder = folder.Parent;

            return folder.FullName;
        }
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        var cached = Path.Combine(
            Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            "settee",
            _version);
        if (Directory.Exists(cached))
            Directory.Delete(cached, recursive: true);
    }

    [Fact]
    public async Task A_project_outside_the_repository_builds_and_runs_against_the_package()
    {
        var feed = Path.Combine(_folder.FullName, "feed");
        await RunAsync(Repository, "pack", "src/Runtime", "--no-build", "--configuration", Configuration, "--output", feed, $"-p:Version={_version}");
        AssertContent(Path.Combine(feed, $"Settee.{_version}.nupkg"));

        var project = Directory.CreateDirectory(Path.Combine(_folder.FullName, "app")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "app.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), Program);
        var output = await RunAsync(project, "run", $"-p:RestoreAdditionalProjectSources={feed}");
        Assert.Contains("airline::7 {\"id\":7,\"name\":\"Packed\"}", output);

        // The analyzers of the package are at work: a document that is not partial is an error, with its id.
        await File.WriteAllTextAsync(
            Path.Combine(project, "Broken.cs"),
            """[Settee.Document("broken", Key = "b::{Id}")] public sealed record Broken(int Id);""");
        var failure = await RunAsync(project, expectedExitCode: 1, "build", $"-p:RestoreAdditionalProjectSources={feed}");
        Assert.Contains("error SET1001", failure);
    }

    private string Project =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Settee" Version="{_version}" />
          </ItemGroup>
        </Project>
        """;

    private static string Program =>
        """
        using Settee;
        using Settee.Documents;

        var airline = new Airline { Id = 7, Name = "Packed" };
        System.Console.WriteLine($"{Airline.KeyOf(airline)} {System.Text.Encoding.UTF8.GetString(DocumentJson.Serialize(airline))}");

        [Document("inventory.airline", Key = "airline::{Id}", Accessor = "Airlines")]
        public sealed partial record Airline
        {
            public required int Id { get; init; }

            public required string Name { get; init; }
        }
        """;

    private static void AssertContent(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        var names = archive.Entries.Select(entry => entry.FullName).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "lib/net10.0/Settee.dll",
                "lib/net10.0/Settee.xml",
                "analyzers/dotnet/cs/Settee.Generators.dll",
                "analyzers/dotnet/cs/Settee.Analyzers.dll",
                "analyzers/dotnet/cs/Settee.CodeFixes.dll",
                "buildTransitive/Settee.props",
                "README.md",
            },
            names);
    }

    private static Task<string> RunAsync(string folder, params string[] arguments) => RunAsync(folder, 0, arguments);

    private static async Task<string> RunAsync(string folder, int expectedExitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_NOLOGO"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" },
        };

        // Set by the test host for itself; a nested build must find its own SDK.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) && key != "MSBUILDDISABLENODEREUSE").ToList())
            start.Environment.Remove(name);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output + await error;
        Assert.True(process.ExitCode == expectedExitCode, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
        return text;
    }
}
