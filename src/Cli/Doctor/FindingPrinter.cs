using System.Globalization;
using Spectre.Console;

namespace Settee.Cli.Doctor;

/// <summary>Prints findings as they come: verdict, step, summary, and the details below.</summary>
internal sealed class FindingPrinter(IAnsiConsole console)
{
    private const int VerdictWidth = 8;
    private const int StepWidth = 18;

    private static readonly string Indent = new(' ', VerdictWidth + StepWidth);

    public void Print(Finding finding)
    {
        var (word, colour) = finding.Verdict switch
        {
            Verdict.Ok => ("ok", "green"),
            Verdict.Warning => ("warning", "yellow"),
            Verdict.Failed => ("FAILED", "red"),
            _ => ("skipped", "grey"),
        };
        var elapsed = finding.Elapsed is { } time ? string.Create(CultureInfo.InvariantCulture, $" ({time.TotalMilliseconds:0.0} ms)") : "";
        console.Markup($"[{colour}]{word}[/]");
        console.WritePlainLine($"{new string(' ', VerdictWidth - word.Length)}{finding.Step,-StepWidth}{finding.Summary}{elapsed}");
        foreach (var detail in finding.Details)
            console.WritePlainLine(Indent + detail);

        if (finding.Advice is { } advice)
            console.WritePlainLine($"{Indent}-> {advice}");
    }

    public void PrintEnd(bool healthy) => console.MarkupLine(healthy ? "[green]All is well.[/]" : "[red]Not all is well.[/]");
}
