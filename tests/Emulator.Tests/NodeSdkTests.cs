using System.Diagnostics;
using System.Text;

namespace Settee.Emulator.Tests;

/// <summary>
/// The official SDK for Node.js works with the emulator: tests/Conformance/node has the suite, run by Node's own runner. Skipped where
/// Node, npm or the packages are not to be had.
/// </summary>
public class NodeSdkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task The_official_sdk_notices_no_difference()
    {
        var folder = FindSuite();
        await NeedAsync(folder, "node", ["--version"]);
        await NeedAsync(folder, Npm, ["--version"]);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "couchbase")))
        {
            // Without a lock file: it would name the builds for all platforms, and a registry need not hold those for others. The native
            // part comes prebuilt, so no script of a package has to run.
            await NeedAsync(folder, Npm, ["install", "--no-package-lock", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]);
        }

        await NeedAsync(folder, "node", ["-e", "require('couchbase')"]);

        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions
        {
            Nodes = 2,
            Replicas = 1,
            Tls = true,
            Scopes = [new EmulatorScope("inventory", "hotel", "scanned")],
        });
        var authority = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(authority, emulator.CertificateAuthorityPem);
            var tests = Directory.EnumerateFiles(Path.Combine(folder, "test"), "*.test.js").Order(StringComparer.Ordinal);
            var (exitCode, output) = await RunAsync(folder, "node", ["--test", "--test-reporter=spec", .. tests], new()
            {
                ["EMULATOR_CONNECTION_STRING"] = emulator.ConnectionString,
                ["EMULATOR_TLS_CONNECTION_STRING"] = emulator.TlsConnectionString!,
                ["EMULATOR_CA_FILE"] = authority,
            });
            Assert.True(exitCode == 0, output);
        }
        finally
        {
            File.Delete(authority);
        }
    }

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private static string FindSuite()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var suite = Path.Combine(folder.FullName, "tests", "Conformance", "node");
            if (File.Exists(Path.Combine(suite, "package.json")))
                return suite;
        }

        Assert.Skip("The suite is not beside the tests.");
        return "";
    }

    private static async Task NeedAsync(string folder, string program, string[] arguments)
    {
        try
        {
            var (exitCode, output) = await RunAsync(folder, program, arguments, []);
            if (exitCode != 0)
                Assert.Skip($"{program} {string.Join(' ', arguments)} failed: {output.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            Assert.Skip($"{program} is not to be had: {problem.Message}");
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(
        string folder, string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        void Gather(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
        }

        process.OutputDataReceived += Gather;
        process.ErrorDataReceived += Gather;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end:\n{output}");
        }

        return (process.ExitCode, output.ToString());
    }
}
