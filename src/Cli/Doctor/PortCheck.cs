using System.Globalization;
using System.Net.Sockets;
using Settee.Connecting;
using Settee.Topology;

namespace Settee.Cli.Doctor;

/// <summary>Opens a TCP connection to every address of every host.</summary>
internal static class PortCheck
{
    public static async Task<(Finding Finding, List<SeedHost> Reachable)> RunAsync(
        ResolvedOptions options, List<SeedHost> hosts, CancellationToken cancellationToken)
    {
        using var whole = new Patience(options, cancellationToken);
        var dialer = new TcpDialer(options);
        List<SeedHost> reachable = [];
        List<string> details = [];
        var refused = false;
        var silent = false;
        foreach (var host in hosts)
        {
            var worked = false;
            foreach (var address in host.Addresses)
            {
                var target = new NodeEndpoint(address.ToString(), host.Endpoint.Port);
                using var patience = new Patience(options, cancellationToken);
                try
                {
                    using var socket = await dialer.ConnectAsync([address], host.Endpoint.Port, patience.Token);
                    details.Add(string.Create(CultureInfo.InvariantCulture, $"{target}: open, {patience.Elapsed.TotalMilliseconds:0.0} ms"));
                    worked = true;
                }
                catch (Exception problem) when (problem is IOException or OperationCanceledException)
                {
                    var wasRefused = problem.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
                    details.Add($"{target}: {(wasRefused ? "refused" : patience.Explain(problem))}");
                    refused |= wasRefused;
                    silent |= !wasRefused;
                }
            }

            if (worked)
                reachable.Add(host);
        }

        // An address of a host that does not work costs time only; a host that does not work is a node less to start with.
        var verdict = reachable.Count < hosts.Count ? Verdict.Failed : refused || silent ? Verdict.Warning : Verdict.Ok;
        return (new Finding(Steps.Ports, verdict, $"{reachable.Count} of {hosts.Count} host(s) reachable")
        {
            Details = details,
            Elapsed = whole.Elapsed,
            Advice = verdict == Verdict.Ok ? null : Advice(options, refused, silent),
        }, reachable);
    }

    private static string Advice(ResolvedOptions options, bool refused, bool silent)
    {
        List<string> advice = [];
        if (refused)
        {
            var port = options.UseTls ? ResolvedOptions.DefaultPortTls : ResolvedOptions.DefaultPort;
            advice.Add($"Refused: nothing listens there. Is the server running, and is it the key-value port ({port} unless changed)?");
        }

        if (silent)
            advice.Add("No answer: a firewall, a security group or an IP allow list may be in the way.");

        return string.Join(" ", advice);
    }
}
