using System.Diagnostics;

namespace Settee.Tests.Support;

/// <summary>Runs the SDK and programs as a user would, apart from the test host's own environment.</summary>
internal static class DotNet
{
    /// <summary>The configuration that the tests were built with.</summary>
    public const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    /// <summary>The root of the repository.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Toolkit.sln")))
                folder = folder.Parent;

            return folder.FullName;
        }
    }

    /// <summary>Runs a program to its end and gives its whole output; any other exit code than the expected one fails the test with it.</summary>
    public static async Task<string> RunAsync(string folder, int expectedExitCode, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Set by the test host for itself; a nested build must find its own SDK.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output + await error;
        Assert.True(process.ExitCode == expectedExitCode, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
        return text;
    }
}
