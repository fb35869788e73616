using System.CommandLine;
using Settee.Cli.Commands;

var root = new RootCommand("Tools for Settee: typed data access for Couchbase.")
{
    EmulatorCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
