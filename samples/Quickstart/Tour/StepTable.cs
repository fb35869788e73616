using Spectre.Console;

namespace Quickstart.Tour;

/// <summary>What was called and what came of it.</summary>
internal sealed class StepTable
{
    private readonly Table _table = new Table().Border(TableBorder.Rounded).AddColumn("Call").AddColumn("Result");

    public StepTable(string title) => _table.Title($"[bold]{title}[/]");

    /// <summary>Adds a row; the call may contain Spectre's double brackets for literal ones.</summary>
    public void Add(string call, string result) =>
        _table.AddRow(new Markup($"[blue]{(call.Contains("[[", StringComparison.Ordinal) ? call : call.EscapeMarkup())}[/]"), new Text(result));

    public void Print()
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(_table);
    }
}
