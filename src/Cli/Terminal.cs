using System.CommandLine;
using Spectre.Console;

namespace Settee.Cli;

/// <summary>Where commands write to: colours on a terminal, plain text into files and pipes.</summary>
internal static class Terminal
{
    /// <summary>Wide enough that no message is broken where nobody sees columns.</summary>
    private const int RedirectedWidth = 500;

    /// <summary>Where people read while scripts read standard output.</summary>
    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Standard output of an invocation.</summary>
    public static IAnsiConsole OutputOf(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        return Create(output, output != Console.Out || Console.IsOutputRedirected);
    }

    /// <summary>Writes a line as it is: no markup, and no line breaks but the terminal's own.</summary>
    public static void WritePlainLine(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
