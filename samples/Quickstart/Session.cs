using Settee;
using Settee.Emulator;
using Spectre.Console;

namespace Quickstart;

/// <summary>One run against one cluster: emulator if needed, connection, errors and exit code.</summary>
internal sealed class Session
{
    private const int EmulatedNodes = 3;
    private const int RedirectedWidth = 160;
    private const int Failed = 1;
    private const int Interrupted = 130;

    private Session(Cluster cluster, Bucket bucket, string description)
    {
        Cluster = cluster;
        Bucket = bucket;
        Description = description;
    }

    public Cluster Cluster { get; }

    public Bucket Bucket { get; }

    /// <summary>What the sample runs on, for people.</summary>
    public string Description { get; }

    public static async Task<int> RunAsync(Target target, Func<Session, CancellationToken, Task<int>> run, CancellationToken cancellation)
    {
        // A file or a pipe gets plain text, in lines that need no wrapping.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Width = RedirectedWidth;
        }

        try
        {
            await using var emulator = target.Connection is null
                ? await CouchbaseEmulator.StartAsync(
                    new EmulatorOptions { Nodes = EmulatedNodes, Bucket = target.Bucket, Username = target.Username, Password = target.Password },
                    cancellation)
                : null;
            var connection = target.Connection ?? emulator!.ConnectionString;
            var options = new ClusterOptions { Authenticator = new PasswordAuthenticator(target.Username, target.Password) };
            await using var cluster = await Cluster.ConnectAsync(connection, options, cancellation);
            var bucket = cluster.Bucket(target.Bucket);
            await bucket.OpenAsync(cancellation);
            var description = emulator is null ? connection : $"{connection} (emulator with {EmulatedNodes} nodes in this process)";
            return await run(new Session(cluster, bucket, description), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return Interrupted;
        }
        catch (Exception e) when (e is CouchbaseException or UnusableInputException)
        {
            AnsiConsole.WriteLine();
            await Console.Error.WriteLineAsync($"Error: {e.Message}");
            return Failed;
        }
    }
}

/// <summary>What the user named cannot be used: not there, or broken.</summary>
internal sealed class UnusableInputException(string message, Exception? inner = null) : Exception(message, inner);
