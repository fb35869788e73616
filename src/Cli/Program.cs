using System.CommandLine;
using Settee.Cli.Commands;

var root = new RootCommand("Tools for Settee: typed data access for Couchbase.")
{
    EmulatorCommand.Create(),
    ReplayCommand.Create(),
};

// A mistyped option is told in one line; the long help is there for who asks.
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && args.Length > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine(error.Message);
    return 1;
}

return await parsed.InvokeAsync();
