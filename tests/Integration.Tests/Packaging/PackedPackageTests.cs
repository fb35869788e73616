using System.IO.Compression;
using Settee.Tests.Support;

namespace Integration.Tests.Packaging;

/// <summary>The package as users get it: packed, restored from a folder feed, built and run in a project outside the repository.</summary>
public sealed class PackedPackageTests : IDisposable
{
    private readonly string _version = $"0.0.0-test.{DateTime.UtcNow.Ticks}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settee-package-");

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
        await DotNet.RunAsync(DotNet.Repository, 0, "dotnet", "pack", "src/Runtime", "--no-build", "--configuration", DotNet.Configuration, "--output", feed, $"-p:Version={_version}");
        AssertContent(Path.Combine(feed, $"Settee.{_version}.nupkg"));

        var project = Directory.CreateDirectory(Path.Combine(_folder.FullName, "app")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "app.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), Program);
        var output = await DotNet.RunAsync(project, 0, "dotnet", "run", $"-p:RestoreAdditionalProjectSources={feed}");
        Assert.Contains("airline::7 {\"id\":7,\"name\":\"Packed\"}", output);

        // The analyzers of the package are at work: a document that is not partial is an error, with its id.
        await File.WriteAllTextAsync(
            Path.Combine(project, "Broken.cs"),
            """[Settee.Document("broken", Key = "b::{Id}")] public sealed record Broken(int Id);""");
        var failure = await DotNet.RunAsync(project, 1, "dotnet", "build", $"-p:RestoreAdditionalProjectSources={feed}");
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
}
