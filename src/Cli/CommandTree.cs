using System.CommandLine;
using Settee.Cli.Commands;

namespace Settee.Cli;

/// <summary>All commands of the tool.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(string[] args, InvocationConfiguration configuration)
    {
        var root = new RootCommand("Tools for Settee: typed data access for Couchbase.")
        {
            DoctorCommand.Create(),
            PingCommand.Create(),
            EmulatorCommand.Create(),
            ReplayCommand.Create(),
        };

        // A mistyped option is told in one line; the long help is there for who asks.
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && args.Length > 0)
        {
            foreach (var error in parsed.Errors)
                await configuration.Error.WriteLineAsync(WithoutSecrets(error.Message, args, parsed.UnmatchedTokens));

            return 1;
        }

        return await parsed.InvokeAsync(configuration);
    }

    /// <summary>
    /// A word too many may be a password behind a typing error. Only the names of commands and options are repeated.
    /// </summary>
    private static string WithoutSecrets(string message, string[] args, IReadOnlyList<string> unmatched)
    {
        foreach (var word in unmatched.Where(word => word != args[0]))
        {
            var end = word.StartsWith('-') ? word.IndexOfAny(['=', ':']) : 0;
            if (end >= 0)
                message = message.Replace($"'{word}'", end == 0 ? "'***'" : $"'{word[..end]}'", StringComparison.Ordinal);
        }

        return message;
    }
}
