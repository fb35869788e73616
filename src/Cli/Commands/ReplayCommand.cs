using System.CommandLine;
using Settee.Emulator.Replay;
using Spectre.Console;

namespace Settee.Cli.Commands;

/// <summary>Replays recorded conversations against a server.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Folder with recorded conversations; its subfolders are searched, too." };
        var host = new Option<string>("--host") { Description = "Host of the server.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { Description = "Key-value port of the server.", DefaultValueFactory = _ => 11210 };
        var user = new Option<string>("--user") { Description = "Stands in for Administrator.", DefaultValueFactory = _ => "Administrator" };
        var password = new Option<string>("--password") { Description = "The password of the user.", DefaultValueFactory = _ => "password" };
        var bucket = new Option<string>("--bucket") { Description = "Stands in for the bucket \"default\".", DefaultValueFactory = _ => "default" };
        var names = new Option<string?>("--names") { Description = "Only conversations whose names fit, as in get/*." };
        var jobs = new Option<int>("--jobs") { Description = "Conversations at the same time.", DefaultValueFactory = _ => 8 };
        folder.AcceptExistingOnly();

        var command = new Command("replay", "Replays recorded conversations against a server and tells what differs.")
        {
            folder, host, port, user, password, bucket, names, jobs,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            [.. Replayer.Find(parsed.GetValue(folder)!.FullName, parsed.GetValue(names))],
            new ReplayTarget(parsed.GetValue(host)!, parsed.GetValue(port))
            {
                User = parsed.GetValue(user)!, Password = parsed.GetValue(password)!, Bucket = parsed.GetValue(bucket)!,
            },
            Math.Max(1, parsed.GetValue(jobs)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<Scenario> scenarios, ReplayTarget target, int jobs, CancellationToken cancellationToken)
    {
        if (scenarios.Count == 0)
        {
            Terminal.Error.MarkupLine("[red]There are no conversations in this folder.[/]");
            return 1;
        }

        var results = new ReplayResult[scenarios.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, scenarios.Count),
            new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken },
            async (i, _) => results[i] = await new Replayer(target).PlayAsync(scenarios[i]));

        foreach (var result in results)
        {
            if (result.Outcome != ReplayOutcome.Passed)
                Console.WriteLine($"{(result.Outcome == ReplayOutcome.Failed ? "FAILED " : "skipped")} {result.Name}: {result.Reason}");
        }

        Console.WriteLine($"{Count(ReplayOutcome.Passed)} passed, {Count(ReplayOutcome.Failed)} failed, {Count(ReplayOutcome.Skipped)} skipped");
        return results.Any(r => r.Outcome == ReplayOutcome.Failed) ? 1 : 0;

        int Count(ReplayOutcome outcome) => results.Count(r => r.Outcome == outcome);
    }
}
