using System.Runtime.CompilerServices;
using Settee.Cli.Commands;
using Settee.Connecting;
using Settee.Topology;

namespace Settee.Cli.Doctor;

/// <summary>
/// Goes the way of a connection step by step, with the parts that the client itself connects with. After a failure that nothing can
/// follow the remaining steps are listed as skipped.
/// </summary>
internal sealed class Examination(ConnectArguments arguments)
{
    private readonly HashSet<string> _done = [];

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var finding in ExamineAsync(cancellationToken))
        {
            _done.Add(finding.Step);
            yield return finding;
        }

        foreach (var step in Steps.All.Where(step => !_done.Contains(step)))
            yield return new Finding(step, Verdict.Skipped, "not examined after the failure above");
    }

    private async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (parsed, options, bucket) = StringCheck.Run(arguments);
        yield return parsed;
        if (options is null)
            yield break;

        var (srv, seeds) = await SrvCheck.RunAsync(options, cancellationToken);
        yield return srv;

        var (resolved, hosts) = await AddressCheck.RunAsync(options, seeds, cancellationToken);
        yield return resolved;
        if (hosts.Count == 0)
            yield break;

        var (ports, reachable) = await PortCheck.RunAsync(options, hosts, cancellationToken);
        yield return ports;
        if (reachable.Count == 0)
            yield break;

        var (secured, line) = await TlsCheck.RunAsync(options, reachable, cancellationToken);
        yield return secured;
        if (line is null)
            yield break;

        var handshake = new HandshakeCheck(options, line, bucket);
        await using (handshake)
        {
            foreach (var finding in await handshake.RunAsync(cancellationToken))
                yield return finding;

            if (!handshake.Succeeded)
                yield break;

            var (mapped, map) = await MapCheck.RunAsync(options, handshake.Map, line.Endpoint, bucket, cancellationToken);
            yield return mapped;
            yield return map is null
                ? new Finding(Steps.Nodes, Verdict.Skipped, "there is no cluster map to tell the nodes")
                : await NodeCheck.RunAsync(options, map, bucket, cancellationToken);
        }
    }
}

/// <summary>A host of the connection string or of DNS SRV, and the addresses found for it.</summary>
internal sealed record SeedHost(NodeEndpoint Endpoint, System.Net.IPAddress[] Addresses);

/// <summary>A connection that is ready for the key-value protocol.</summary>
internal sealed record Line(NodeEndpoint Endpoint, Stream Stream);
