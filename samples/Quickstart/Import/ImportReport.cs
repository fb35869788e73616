using System.Globalization;
using Spectre.Console;

namespace Quickstart.Import;

/// <summary>The figures of an import, and every document that was not taken over.</summary>
internal static class ImportReport
{
    public static void Print(Session session, IReadOnlyList<Phase> phases, DocumentMapper mapped, IReadOnlyList<Rejection> different)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("[bold]Import[/]").AddColumn("Phase");
        foreach (var column in new[] { "Documents", "Seconds", "Documents/s", "Bytes sent", "Bytes received" })
            table.AddColumn(new TableColumn(column).RightAligned());

        foreach (var phase in phases)
        {
            table.AddRow(
                phase.Name,
                Number(phase.Documents),
                phase.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
                Number(phase.Documents / phase.Elapsed.TotalSeconds),
                Number(phase.BytesSent),
                Number(phase.BytesReceived));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{session.Cluster.Statistics.OpenConnections} sockets used.");
        Print("could not be mapped and were not stored", mapped.Rejections);
        Print("differ from what was stored", different);
        if (mapped.Rejections.Count + different.Count == 0)
            AnsiConsole.WriteLine("Every document was stored, read back equal, and patched.");
    }

    private static void Print(string what, IReadOnlyList<Rejection> documents)
    {
        if (documents.Count == 0)
            return;

        AnsiConsole.WriteLine($"{documents.Count} documents {what}:");
        foreach (var document in documents)
            AnsiConsole.WriteLine($"  {document.Key}: {document.Reason}");
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
