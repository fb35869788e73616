using System.CommandLine;
using System.Text.Json;
using Settee.Cli;

namespace Integration.Tests.Cli;

/// <summary>The tool, run inside the test with its output caught.</summary>
internal static class SetteeTool
{
    public static async Task<ToolRun> RunAsync(params string[] arguments)
    {
        var configuration = new InvocationConfiguration { Output = new StringWriter(), Error = new StringWriter() };
        var exitCode = await CommandTree.RunAsync(arguments, configuration);
        return new ToolRun(exitCode, configuration.Output.ToString()!, configuration.Error.ToString()!);
    }

    /// <summary>
    /// The commands wait by the clock on the wall, which goes on while a busy machine does something else: where nothing is to be waited
    /// for in vain, no wait may decide about the outcome.
    /// </summary>
    public static string Patient(string connectionString) => connectionString.Contains("kv_connect_timeout", StringComparison.Ordinal)
        ? connectionString
        : $"{connectionString}{(connectionString.Contains('?', StringComparison.Ordinal) ? '&' : '?')}kv_connect_timeout=600000&kv_timeout=600000";

    /// <summary>Runs the doctor once for people and once for programs; both must say the same.</summary>
    public static async Task<Diagnosis> DoctorAsync(string connectionString, params string[] arguments)
    {
        string[] credentials = arguments.Contains("--password") ? [] : ["--username", "Administrator", "--password", "password"];
        string[] all = ["doctor", Patient(connectionString), .. credentials, .. arguments];
        var text = await RunAsync(all);
        var json = await RunAsync([.. all, "--json"]);
        Assert.Equal(text.ExitCode, json.ExitCode);
        Assert.DoesNotContain('\u001b', text.Output);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(json.ExitCode == 0, document.RootElement.GetProperty("healthy").GetBoolean());
        var diagnosis = new Diagnosis(text.ExitCode, text.Output, document.RootElement.Clone());
        foreach (var step in diagnosis.Steps)
            Assert.Matches($"(?m)^{step.GetProperty("verdict").GetString()!} +{step.GetProperty("step").GetString()} ", text.Output.Replace("FAILED", "failed"));

        return diagnosis;
    }
}

internal sealed record ToolRun(int ExitCode, string Output, string Error);

/// <summary>What the doctor said.</summary>
internal sealed record Diagnosis(int ExitCode, string Text, JsonElement Json)
{
    public IEnumerable<JsonElement> Steps => Json.GetProperty("steps").EnumerateArray();

    /// <summary>The verdicts by step, in order, as in "login=failed".</summary>
    public string Verdicts => string.Join(' ', Steps.Select(step => $"{step.GetProperty("step").GetString()!.Replace(' ', '-')}={step.GetProperty("verdict").GetString()}"));

    public string Summary(string step) => Of(step).GetProperty("summary").GetString()!;

    public string Advice(string step) => Of(step).GetProperty("advice").GetString()!;

    public string[] Details(string step) => [.. Of(step).GetProperty("details").EnumerateArray().Select(detail => detail.GetString()!)];

    private JsonElement Of(string name) => Steps.Single(step => step.GetProperty("step").GetString() == name);
}
