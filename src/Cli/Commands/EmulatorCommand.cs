using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Settee.Emulator;
using Spectre.Console;

namespace Settee.Cli.Commands;

/// <summary>Runs an emulated cluster until Ctrl-C.</summary>
internal static class EmulatorCommand
{
    private const string ConformanceProfile = "conformance";

    public static Command Create()
    {
        var nodes = new Option<int>("--nodes") { Description = "Number of nodes.", DefaultValueFactory = _ => 1 };
        var kvPort = new Option<int>("--kv-port")
        {
            Description = "Key-value port of the first node; the others follow. 0 lets the system choose.", DefaultValueFactory = _ => 11210,
        };
        var httpPort = new Option<int>("--http-port")
        {
            Description = "HTTP port of the first node; the others follow. 0 lets the system choose.", DefaultValueFactory = _ => 8091,
        };
        var tls = new Option<bool>("--tls") { Description = "Listen with TLS as well; the authority is written to --ca-file." };
        var kvTlsPort = new Option<int>("--kv-tls-port") { Description = "Key-value port with TLS of the first node.", DefaultValueFactory = _ => 11207 };
        var httpTlsPort = new Option<int>("--http-tls-port") { Description = "HTTP port with TLS of the first node.", DefaultValueFactory = _ => 18091 };
        var caFile = new Option<string?>("--ca-file") { Description = "File for the certificate, in PEM, that clients have to trust." };
        var controlPort = new Option<int?>("--control-port") { Description = "Port of the control API on loopback; off if not given." };
        var username = new Option<string>("--username") { Description = "The administrator's name.", DefaultValueFactory = _ => "Administrator" };
        var password = new Option<string>("--password") { Description = "The administrator's password.", DefaultValueFactory = _ => "password" };
        var bucket = new Option<string>("--bucket") { Description = "Name of the bucket.", DefaultValueFactory = _ => "default" };
        var replicas = new Option<int>("--replicas") { Description = "Replicas of the bucket, 0 to 3." };
        var scope = new Option<string[]>("--scope") { Description = "A scope and its collections, as in s1:c1,c2. May be repeated." };
        var profile = new Option<string?>("--profile") { Description = $"A prepared cluster: {ConformanceProfile}." };
        profile.AcceptOnlyFromAmong(ConformanceProfile);
        Restrict(nodes, 1, 64);
        Restrict(replicas, 0, 3);
        Restrict(kvPort, 0, ushort.MaxValue);
        Restrict(httpPort, 0, ushort.MaxValue);
        Restrict(kvTlsPort, 0, ushort.MaxValue);
        Restrict(httpTlsPort, 0, ushort.MaxValue);

        var command = new Command("emulator", "Runs an emulated Couchbase cluster for development and tests.")
        {
            nodes, kvPort, httpPort, tls, kvTlsPort, httpTlsPort, caFile, controlPort, username, password, bucket, replicas, scope, profile,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new EmulatorOptions
            {
                Nodes = parsed.GetValue(nodes),
                KvPort = parsed.GetValue(kvPort),
                HttpPort = parsed.GetValue(httpPort),
                Tls = parsed.GetValue(tls),
                ControlPort = parsed.GetValue(controlPort),
                TimeProvider = parsed.GetValue(controlPort) is null ? TimeProvider.System : new EmulatorTimeProvider(),
                KvTlsPort = parsed.GetValue(kvTlsPort),
                HttpTlsPort = parsed.GetValue(httpTlsPort),
                Username = parsed.GetValue(username)!,
                Password = parsed.GetValue(password)!,
                Bucket = parsed.GetValue(bucket)!,
                Replicas = parsed.GetValue(replicas),
                Scopes = [.. (parsed.GetValue(scope) ?? []).Select(ParseScope)],
                Conformance = parsed.GetValue(profile) == ConformanceProfile,
            },
            parsed.GetValue(caFile),
            cancellationToken));
        return command;
    }

    /// <summary>What is no number at all is told by the parser itself.</summary>
    private static void Restrict(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
            result.AddError($"{option.Name} must be between {least} and {most}.");
    });

    private static EmulatorScope ParseScope(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var collections = colon < 0 ? [] : text[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new EmulatorScope(name, [.. collections.Select(c => new EmulatorCollection(c))]);
    }

    private static async Task<int> RunAsync(EmulatorOptions options, string? caFile, CancellationToken cancellationToken)
    {
        try
        {
            await using var emulator = await CouchbaseEmulator.StartAsync(options, cancellationToken);
            if (emulator.CertificateAuthorityPem is { } pem && caFile is not null)
                await File.WriteAllTextAsync(caFile, pem, cancellationToken);
            Announce(emulator, options);
            await WaitForEndAsync(cancellationToken);
            return 0;
        }
        catch (SocketException problem)
        {
            return Refuse($"The emulator cannot listen on port {options.KvPort}: {problem.Message}.");
        }
        catch (Exception problem) when (problem is IOException or ArgumentException)
        {
            return Refuse($"The emulator did not start: {problem.Message}");
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    /// <summary>The connection string stands alone on a line of standard output, so that scripts can read it.</summary>
    private static void Announce(CouchbaseEmulator emulator, EmulatorOptions options)
    {
        Terminal.Error.MarkupLine("[bold black on yellow] FOR DEVELOPMENT ONLY [/] [yellow]Nothing is stored on disk, nothing is protected.[/]");
        Console.WriteLine(emulator.ConnectionString);
        if (emulator.TlsConnectionString is { } secure)
            Terminal.Error.MarkupLineInterpolated($"[grey]with TLS: {secure}[/]");
        if (emulator.ControlPort != 0)
            Terminal.Error.MarkupLineInterpolated($"[grey]control: http://127.0.0.1:{emulator.ControlPort}/control[/]");
        var buckets = options.Conformance ? "the conformance profile" : $"bucket {options.Bucket}";
        var http = string.Join(", ", emulator.Nodes.Select(n => $"http://{n.Host}:{n.HttpPort}"));
        Terminal.Error.MarkupLineInterpolated($"[grey]user {options.Username}, {buckets}, {http}. Ctrl-C stops it.[/]");
    }

    private static int Refuse(string message)
    {
        Terminal.Error.MarkupLineInterpolated($"[red]{message}[/]");
        return 1;
    }

    private static async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => ended.TrySetResult());
        await ended.Task;
    }
}
