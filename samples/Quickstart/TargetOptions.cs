using System.CommandLine;

namespace Quickstart;

/// <summary>Where the sample runs: the options that all its commands share.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string?> _connection = new("--connection")
    {
        Description = "Connection string of a cluster, such as couchbases://host. Without it an emulator is started in this process.",
        Recursive = true,
    };

    private readonly Option<string> _username = new("--username")
    {
        Description = "User name.", DefaultValueFactory = _ => "Administrator", Recursive = true,
    };

    private readonly Option<string> _password = new("--password")
    {
        Description = "Password.", DefaultValueFactory = _ => "password", Recursive = true,
    };

    private readonly Option<string> _bucket = new("--bucket")
    {
        Description = "Bucket; documents go to its default collection.", DefaultValueFactory = _ => "default", Recursive = true,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_connection);
        command.Options.Add(_username);
        command.Options.Add(_password);
        command.Options.Add(_bucket);
    }

    public Target Read(ParseResult parsed) => new(
        parsed.GetValue(_connection),
        parsed.GetValue(_username)!,
        parsed.GetValue(_password)!,
        parsed.GetValue(_bucket)!);
}

/// <summary>Where the sample runs.</summary>
internal sealed record Target(string? Connection, string Username, string Password, string Bucket);
