using System.CommandLine;
using Settee.Cli;

return await CommandTree.RunAsync(args, new InvocationConfiguration());
