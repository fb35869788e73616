using Spectre.Console;

namespace Settee.Cli;

/// <summary>Where people read: standard error, so that standard output stays for what scripts read. No colours where no terminal is.</summary>
internal static class Terminal
{
    /// <summary>Wide enough that no message is broken where nobody sees columns.</summary>
    private const int RedirectedWidth = 500;

    public static IAnsiConsole Error { get; } = Create();

    private static IAnsiConsole Create()
    {
        var redirected = Console.IsErrorRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
