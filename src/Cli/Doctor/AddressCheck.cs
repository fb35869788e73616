using System.Net.Sockets;
using Settee.Connecting;
using Settee.Topology;

namespace Settee.Cli.Doctor;

/// <summary>Finds the addresses of every host.</summary>
internal static class AddressCheck
{
    public static async Task<(Finding Finding, List<SeedHost> Hosts)> RunAsync(
        ResolvedOptions options, NodeEndpoint[] seeds, CancellationToken cancellationToken)
    {
        using var patience = new Patience(options, cancellationToken);
        List<SeedHost> hosts = [];
        List<string> details = [];
        foreach (var seed in seeds)
        {
            try
            {
                var found = await SystemAddressResolver.Instance.ResolveAsync(seed.Host, patience.Token);
                var usable = AddressOrder.Arrange(found, options.IpProtocol);
                if (usable.Length > 0)
                    hosts.Add(new SeedHost(seed, usable));

                details.Add(usable.Length > 0
                    ? $"{seed.Host}: {string.Join(", ", usable.Select(address => address.ToString()))}"
                    : $"{seed.Host}: no address of an allowed kind ({options.IpProtocol})");
            }
            catch (Exception problem) when (problem is SocketException or OperationCanceledException)
            {
                details.Add($"{seed.Host}: {patience.Explain(problem)}");
            }
        }

        var missing = seeds.Length - hosts.Count;
        return (new Finding(Steps.Addresses, missing == 0 ? Verdict.Ok : Verdict.Failed, $"{hosts.Count} of {seeds.Length} host(s) found")
        {
            Details = details,
            Elapsed = patience.Elapsed,
            Advice = missing == 0 ? null : "Check the spelling of the host names, and whether this machine's name servers know them.",
        }, hosts);
    }
}
