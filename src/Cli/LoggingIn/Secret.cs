using System.CommandLine;

namespace Settee.Cli.LoggingIn;

/// <summary>A secret as a user gives it: on the command line, in a file, or in the environment. It is read only where it is needed.</summary>
/// <param name="Option">The option that takes the text; with <see cref="SecretOption.FileSuffix"/> behind it, the one that takes a file.</param>
/// <param name="Variable">The environment variable that stands for both.</param>
/// <param name="Text">What the option says.</param>
/// <param name="File">The file that holds it.</param>
internal sealed record Secret(string Option, string Variable, string? Text, string? File)
{
    private string FileOption => Option + SecretOption.FileSuffix;

    /// <summary>Whether the command line has it; the environment says nothing about what a user wants now.</summary>
    public bool IsOnCommandLine => Text is not null || File is not null;

    /// <summary>The ways to give it, for messages.</summary>
    public string Ways => $"give {FileOption} or {Option}, or set the environment variable {Variable}";

    /// <summary>Where it comes from, and never what it is.</summary>
    public override string ToString() => IsOnCommandLine ? $"{(File is null ? Option : FileOption)} (redacted)" : Variable;

    /// <returns>The secret; null when nobody gave it.</returns>
    /// <exception cref="InvalidArgumentException">It is given twice, is empty, or its file cannot be read.</exception>
    public string? Find()
    {
        if (Text is not null && File is not null)
            throw new InvalidArgumentException($"{Option} and {FileOption} are two ways to give the same; leave one out.");

        // An empty variable is how scripts unset one.
        if (!IsOnCommandLine)
            return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : null;

        return (Text ?? Read(File!)) is { Length: > 0 } secret
            ? secret
            : throw new InvalidArgumentException(File is null ? $"{Option} is empty." : $"The file \"{File}\" of {FileOption} is empty.");
    }

    /// <summary>The file without the line break that editors put at the end.</summary>
    private string Read(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidArgumentException($"The file of {FileOption} cannot be read: {problem.Message}", problem);
        }
    }
}

/// <summary>The two options that take a <see cref="Secret"/>.</summary>
internal sealed class SecretOption
{
    public const string FileSuffix = "-file";

    private readonly string _variable;
    private readonly Option<string?> _text;
    private readonly Option<string?> _file;

    public SecretOption(string name, string variable, string what, params string[] aliases)
    {
        _variable = variable;
        _text = new Option<string?>(name, aliases)
        {
            Description = $"{what}; others on this machine may see it in the list of processes. By default the environment variable {variable}.",
        };
        _file = new Option<string?>(name + FileSuffix) { Description = $"A file that holds nothing but {char.ToLowerInvariant(what[0])}{what[1..]}." };
    }

    public void AddTo(Command command)
    {
        command.Add(_text);
        command.Add(_file);
    }

    public Secret Read(ParseResult parsed) => new(_text.Name, _variable, parsed.GetValue(_text), parsed.GetValue(_file));
}
