using System.CommandLine;
using System.Globalization;
using Settee.Health;
using Spectre.Console;

namespace Settee.Cli.Commands;

/// <summary>Asks every endpoint of a cluster whether it answers.</summary>
internal static class PingCommand
{
    public static Command Create()
    {
        var symbols = new ConnectSymbols();
        var timeout = new Option<double?>("--timeout")
        {
            Description = "Seconds to wait for the connection, and for each answer; by default as long as an application waits.",
        };
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (> 0 and <= 3600))
                result.AddError("--timeout is in seconds, more than 0 and at most 3600.");
        });
        var command = new Command("ping", "Asks every node and service of a cluster whether it answers, and how fast.") { timeout };
        symbols.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            symbols.Read(parsed),
            parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Terminal.OutputOf(parsed),
            parsed.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ConnectArguments arguments, TimeSpan? timeout, IAnsiConsole console, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var connectionString = ConnectionString.Parse(arguments.ConnectionString);
            await using var cluster = Cluster.Create(arguments.ConnectionString, arguments.ToOptions(connectionString));
            var options = new PingOptions { Timeout = timeout };
            var report = arguments.BucketOf(connectionString) is { } bucket
                ? await cluster.Bucket(bucket).PingAsync(options, cancellationToken)
                : await cluster.PingAsync(options, cancellationToken);
            if (arguments.Json)
                console.WritePlainLine(report.ToJson());
            else
                Print(console, report);

            return report.IsHealthy ? 0 : 1;
        }
        catch (InvalidArgumentException problem)
        {
            error.WriteLine(problem.Message);
            return 1;
        }
    }

    private static void Print(IAnsiConsole console, PingReport report)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumns("Service", "Remote", "Local", "Bucket", "State");
        table.AddColumn(new TableColumn("Latency").RightAligned().NoWrap());
        foreach (var endpoint in report.Endpoints)
        {
            table.AddRow(
                new Text(ReportJson.Name(endpoint.Service)),
                new Text(endpoint.Remote),
                new Text(endpoint.Local ?? ""),
                new Text(endpoint.Namespace ?? ""),
                new Text(ReportJson.Name(endpoint.State), new Style(endpoint.State == PingState.Ok ? Color.Green : Color.Red)),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{endpoint.Latency.TotalMilliseconds:0.00} ms")));
        }

        console.Write(table);

        // Below the table: a reason is longer than a column.
        foreach (var endpoint in report.Endpoints.Where(endpoint => endpoint.Error is not null))
            console.WritePlainLine($"{ReportJson.Name(endpoint.Service)} {endpoint.Remote}: {endpoint.Error}");

        console.WritePlainLine(report.ConfigRevision is { } revision
            ? string.Create(CultureInfo.InvariantCulture, $"cluster map revision {revision}")
            : "no cluster map");
    }
}
