using Quickstart.Documents;
using Spectre.Console;

namespace Quickstart.Tour;

/// <summary>What went over the wire, and where the generated code can be read.</summary>
internal static class Summary
{
    public static void Print(Session session)
    {
        var statistics = session.Cluster.Statistics;
        var table = new Table().Border(TableBorder.Rounded).Title("[bold]On the wire[/]").AddColumn("What").AddColumn(new TableColumn("Figure").RightAligned());
        table.AddRow("connections", $"{statistics.OpenConnections}");
        table.AddRow("requests", $"{statistics.RequestsSent}");
        table.AddRow("sends", $"{statistics.Sends}");
        table.AddRow("bytes sent", $"{statistics.BytesSent}");
        table.AddRow("bytes received", $"{statistics.BytesReceived}");
        AnsiConsole.WriteLine();
        AnsiConsole.Write(table);

        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine("The code behind bucket.Airlines was generated at compile time; read it here:");

        // Not through the table printer, which would break the path into lines.
        Console.WriteLine(GeneratedCode.Folder is { } folder ? $"  {folder}" : "  obj/<configuration>/net10.0/generated/Settee.Generators");
    }
}

/// <summary>Finds the files that the compiler wrote because of EmitCompilerGeneratedFiles.</summary>
internal static class GeneratedCode
{
    public static string? Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var objects = Path.Combine(folder.FullName, "obj");
                if (!Directory.Exists(objects))
                    continue;

                return Directory.EnumerateFiles(objects, $"*{nameof(Airline)}*.g.cs", SearchOption.AllDirectories)
                    .Select(Path.GetDirectoryName)
                    .FirstOrDefault();
            }

            return null;
        }
    }
}
