using System.CommandLine;
using Settee.Cli.Doctor;
using Spectre.Console;

namespace Settee.Cli.Commands;

/// <summary>Connects step by step and tells what each step found, and what to do where one fails.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var symbols = new ConnectSymbols();
        var command = new Command("doctor", "Finds out why a cluster cannot be connected to: every step from the connection string to the last node.");
        symbols.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(symbols.Read(parsed), Terminal.OutputOf(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ConnectArguments arguments, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var printer = new FindingPrinter(console);
        List<Finding> findings = [];
        await foreach (var finding in new Examination(arguments).RunAsync(cancellationToken))
        {
            findings.Add(finding);
            if (!arguments.Json)
                printer.Print(finding);
        }

        var healthy = findings.TrueForAll(finding => finding.Verdict != Verdict.Failed);
        if (arguments.Json)
            console.WritePlainLine(DoctorJson.Write(ConnectionString.TryParse(arguments.ConnectionString, out _) ? arguments.ConnectionString : null, findings, healthy));
        else
            printer.PrintEnd(healthy);

        return healthy ? 0 : 1;
    }
}
